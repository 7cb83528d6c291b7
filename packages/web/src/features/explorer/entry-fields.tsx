import type { LogEntry } from "@faultline/contract";
import { fieldOfAttribute } from "@faultline/logs";
import { useQuery } from "@tanstack/react-query";
import { ListFilter, ListX } from "lucide-react";
import type { ReactNode } from "react";
import { fileQuery } from "../../api/files.ts";
import { IconButton } from "../../ui/button.tsx";
import { CopyIconButton } from "../../ui/copy-button.tsx";
import { useZone } from "../../ui/display-zone.tsx";
import { formatCount } from "../../ui/format-number.ts";
import { formatMoment } from "../../ui/format-time.ts";
import { levelName } from "../../ui/level.tsx";
import { visibleLine, visibleText } from "../../ui/visible-text.ts";
import type { ExplorerSearch } from "./explorer-search.ts";
import { termIn, withTerm, type TermState } from "./query-edit.ts";
import type { ChangeSearch } from "./use-explorer.ts";

interface EntryFieldsProps {
  entry: LogEntry;
  search: ExplorerSearch;
  change: ChangeSearch;
}

/** A value of the open entry; `field` is its name in a query, if one can ask for it. */
interface FieldValue {
  readonly name: string;
  readonly value: string;
  readonly field?: string;
  readonly shown?: ReactNode;
  readonly isCode?: boolean;
}

/** All that is known of an entry, each value with what can be done with it. */
export function EntryFields({ entry, search, change }: EntryFieldsProps) {
  const { data: file } = useQuery(fileQuery(entry.log_file_id));
  const attributes = Object.entries(entry.attributes).map(([name, value]) => ({
    name,
    value,
    field: fieldOfAttribute(name),
    isCode: true,
  }));
  const narrow = (field: string, value: string, isExcluded: boolean) => {
    // The entry stays open while the results narrow to what is like it.
    change({ q: withTerm(search.q, field, value, isExcluded), record: entry.id });
  };
  return (
    <>
      <FieldList values={fieldsOf(entry, file?.filename)} query={search.q} narrow={narrow} />
      {attributes.length > 0 && <h3>Attributes</h3>}
      {attributes.length > 0 && <FieldList values={attributes} query={search.q} narrow={narrow} />}
    </>
  );
}

function fieldsOf(entry: LogEntry, filename: string | undefined): FieldValue[] {
  const { timestamp, level, line_number: line, line_count: lines, parser_name: format } = entry;
  const values: (FieldValue | false)[] = [
    timestamp !== null && { name: "Time", value: timestamp, shown: <Time timestamp={timestamp} /> },
    level !== null && { name: "Level", value: level, field: "level", shown: levelName(level) },
    entry.service !== null && { name: "Service", value: entry.service, field: "service" },
    entry.host !== null && { name: "Host", value: entry.host, field: "host" },
    { name: "File", value: filename ?? `File ${entry.log_file_id}`, ...(filename !== undefined && { field: "file" }) },
    lines > 1
      ? { name: "Lines", value: String(line), shown: `${formatCount(line)}–${formatCount(line + lines - 1)}` }
      : { name: "Line", value: String(line), shown: formatCount(line) },
    entry.trace_id !== null && { name: "Trace id", value: entry.trace_id, field: "trace", isCode: true },
    format === null
      ? { name: "Format", value: "not recognised" }
      : {
          name: "Format",
          value: format,
          field: "format",
          shown: `${format} · ${Math.round(entry.parse_confidence * 100)}% sure`,
        },
    entry.template_id !== null && { name: "Pattern", value: entry.template_id, field: "template", isCode: true },
    { name: "Parse status", value: entry.parse_status, field: "parse" },
  ];
  return values.filter((value) => value !== false);
}

function Time({ timestamp }: { timestamp: string }) {
  const { zone } = useZone();
  return (
    <time dateTime={timestamp}>
      {formatMoment(timestamp, zone)}
      {zone === "local" && <span className="fields__aside">{formatMoment(timestamp, "utc")} UTC</span>}
    </time>
  );
}

interface FieldListProps {
  values: readonly FieldValue[];
  query: string | undefined;
  narrow: (field: string, value: string, isExcluded: boolean) => void;
}

function FieldList({ values, query, narrow }: FieldListProps) {
  return (
    <dl className="fields">
      {values.map(({ name, value, field, shown, isCode }) => (
        <div key={name} className="fields__row">
          <dt className={isCode ? "mono" : undefined}>
            <bdi>{visibleLine(name)}</bdi>
          </dt>
          <dd>
            <div className={isCode ? "mono" : undefined}>{shown ?? <bdi>{visibleText(value)}</bdi>}</div>
            <span className="fields__actions">
              {field !== undefined && value !== "" && (
                <NarrowButtons
                  name={`${visibleLine(name)}: ${shorten(value)}`}
                  state={termIn(query, field, value)}
                  narrow={(isExcluded) => narrow(field, value, isExcluded)}
                />
              )}
              <CopyIconButton text={value} label={`Copy ${visibleLine(name)}`} />
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface NarrowButtonsProps {
  name: string;
  state: TermState;
  narrow: (isExcluded: boolean) => void;
}

function NarrowButtons({ name, state, narrow }: NarrowButtonsProps) {
  return (
    <>
      <IconButton label={`Filter for ${name}`} aria-pressed={state === "wanted"} onClick={() => narrow(false)}>
        <ListFilter size={14} aria-hidden="true" />
      </IconButton>
      <IconButton label={`Filter out ${name}`} aria-pressed={state === "excluded"} onClick={() => narrow(true)}>
        <ListX size={14} aria-hidden="true" />
      </IconButton>
    </>
  );
}

function shorten(value: string): string {
  const line = visibleLine(value.slice(0, 60));
  return value.length > 60 ? `${line}…` : line;
}
