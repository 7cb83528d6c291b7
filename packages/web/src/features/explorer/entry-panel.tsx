import type { LogEntry } from "@faultline/contract";
import { useQuery } from "@tanstack/react-query";
import { ListFilter, SearchX, X } from "lucide-react";
import type { ReactNode } from "react";
import { fileQuery } from "../../api/files.ts";
import { timesOf } from "../../api/scope.ts";
import { useScope } from "../../api/use-scope.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { useZone } from "../../ui/display-zone.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { formatCount } from "../../ui/format-number.ts";
import { formatClock, formatMoment } from "../../ui/format-time.ts";
import { LevelLabel, levelName } from "../../ui/level.tsx";
import { Moment } from "../../ui/moment.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { visibleText } from "../../ui/visible-text.ts";
import { entryAsJson, entryAsText, shareAddress } from "./entry-text.ts";
import { SurroundingLines } from "./surrounding-lines.tsx";
import type { ChangeSearch } from "./use-explorer.ts";
import "./entry-panel.css";

interface EntryPanelProps {
  entry: LogEntry;
  change: ChangeSearch;
}

/** The open entry: all its fields, its text as it was received, and what stands around it. */
export function EntryPanel({ entry, change }: EntryPanelProps) {
  const now = Date.now();
  const { start, end = new Date(now).toISOString() } = timesOf(useScope(), now);
  return (
    <Panel change={change} title={<Title entry={entry} />}>
      <div className="entry-panel__actions">
        <CopyButton text={entryAsText(entry)} label="Copy text" />
        <CopyButton text={entryAsJson(entry)} label="Copy JSON" />
        <CopyButton text={shareAddress(window.location, { start, end })} label="Copy link" />
      </div>
      <p className="entry-panel__message mono">
        <bdi dir="ltr">{visibleText(entry.message)}</bdi>
      </p>
      <Fields entry={entry} change={change} />
      <Attributes attributes={entry.attributes} />
      <h3>Raw text</h3>
      <pre className="entry-panel__raw mono" tabIndex={0} aria-label="Raw text">
        <bdi dir="ltr">{visibleText(entry.raw_line)}</bdi>
      </pre>
      <SurroundingLines entry={entry} />
    </Panel>
  );
}

function Title({ entry }: { entry: LogEntry }) {
  const { zone } = useZone();
  return (
    <>
      {entry.level && <LevelLabel level={entry.level} />}
      {entry.timestamp ? formatClock(entry.timestamp, zone) : "Entry without a time"}
    </>
  );
}

export function MissingEntryPanel({ change }: { change: ChangeSearch }) {
  return (
    <Panel change={change} title="Entry">
      <EmptyState
        icon={<SearchX size={22} />}
        title="The entry is not on this page of the results"
        action={<Button onClick={() => change({ record: undefined })}>Close</Button>}
      >
        Newer entries may have moved it to a later page since the link was made.
      </EmptyState>
    </Panel>
  );
}

function Panel({ change, title, children }: { change: ChangeSearch; title: ReactNode; children: ReactNode }) {
  return (
    <aside className="entry-panel" aria-label="Open entry">
      <header className="entry-panel__head">
        <h2>{title}</h2>
        <IconButton label="Close entry" onClick={() => change({ record: undefined })}>
          <X size={18} aria-hidden="true" />
        </IconButton>
      </header>
      <div className="entry-panel__body">{children}</div>
    </aside>
  );
}

function Fields({ entry, change }: EntryPanelProps) {
  // The entry stays open while the results narrow to what is like it.
  const narrow = (patch: Parameters<ChangeSearch>[0]) => change({ page: undefined, record: entry.id, ...patch });
  const { data: file } = useQuery(fileQuery(entry.log_file_id));
  const lines =
    entry.line_count > 1
      ? `${formatCount(entry.line_number)}–${formatCount(entry.line_number + entry.line_count - 1)}`
      : formatCount(entry.line_number);
  return (
    <dl className="fields">
      <Field name="Time">
        {entry.timestamp ? (
          <>
            <Moment value={entry.timestamp} />
            <span className="fields__aside">{formatMoment(entry.timestamp, "utc")} UTC</span>
          </>
        ) : (
          "none"
        )}
      </Field>
      <Field
        name="Level"
        filter={
          entry.level && {
            label: `Filter for level ${entry.level}`,
            apply: () => narrow({ level: entry.level ?? undefined }),
          }
        }
      >
        {levelName(entry.level)}
      </Field>
      {entry.service && (
        <Field
          name="Service"
          filter={{
            label: `Filter for service ${entry.service}`,
            apply: () => narrow({ service: entry.service ?? undefined }),
          }}
        >
          <Text value={entry.service} />
        </Field>
      )}
      {entry.host && (
        <Field name="Host">
          <Text value={entry.host} />
        </Field>
      )}
      <Field name="File" filter={{ label: "Filter for this file", apply: () => narrow({ file: entry.log_file_id }) }}>
        {file ? <Text value={file.filename} /> : `File ${entry.log_file_id}`}
      </Field>
      <Field name={entry.line_count > 1 ? "Lines" : "Line"}>{lines}</Field>
      {entry.trace_id && (
        <Field name="Trace id">
          <Text value={entry.trace_id} mono />
        </Field>
      )}
      <Field name="Format">
        {entry.parser_name
          ? `${entry.parser_name} · ${Math.round(entry.parse_confidence * 100)}% sure`
          : "not recognised"}
      </Field>
      <Field
        name="Parse status"
        filter={{
          label: `Filter for parse status ${entry.parse_status}`,
          apply: () => narrow({ status: entry.parse_status }),
        }}
      >
        {entry.parse_status}
      </Field>
    </dl>
  );
}

interface FieldProps {
  name: string;
  filter?: { label: string; apply: () => void } | null;
  children: ReactNode;
}

function Field({ name, filter, children }: FieldProps) {
  return (
    <div className="fields__row">
      <dt>{name}</dt>
      <dd>
        <div>{children}</div>
        {filter && (
          <IconButton label={filter.label} onClick={filter.apply}>
            <ListFilter size={15} aria-hidden="true" />
          </IconButton>
        )}
      </dd>
    </div>
  );
}

function Attributes({ attributes }: { attributes: LogEntry["attributes"] }) {
  const pairs = Object.entries(attributes);
  if (pairs.length === 0) return null;
  return (
    <>
      <h3>Attributes</h3>
      <dl className="fields">
        {pairs.map(([name, value]) => (
          <div key={name} className="fields__row">
            <dt className="mono">
              <Text value={name} />
            </dt>
            <dd>
              <Text value={value} mono />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Text({ value, mono = false }: { value: string; mono?: boolean }) {
  return <bdi className={mono ? "mono" : undefined}>{visibleText(value)}</bdi>;
}
