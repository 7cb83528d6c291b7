import type { LogEntry } from "@faultline/contract";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { fileQuery } from "../../api/files.ts";
import { useZone } from "../../ui/display-zone.tsx";
import { formatClock, formatDate, formatMoment } from "../../ui/format-time.ts";
import { LevelLabel } from "../../ui/level.tsx";
import { visibleLine } from "../../ui/visible-text.ts";
import { attributeOfColumn } from "./list-view.ts";

/** What an entry has in a column. */
export function EntryCell({ entry, column }: { entry: LogEntry; column: string }) {
  if (column === "level") return <LevelLabel level={entry.level} />;
  if (column === "time") return <Time timestamp={entry.timestamp} />;
  if (column === "file") return <FileName id={entry.log_file_id} />;
  if (column === "host") return <Chip kind="host" text={entry.host} />;
  if (column === "service") {
    return entry.parse_status === "failed" ? (
      <span className="entry-row__cell entry-row__chip entry-row__chip--failed" data-column="service">
        not parsed
      </span>
    ) : (
      <Chip kind="service" text={entry.service} />
    );
  }
  return <Plain text={entry.attributes[attributeOfColumn(column) ?? ""]} />;
}

function Time({ timestamp }: { timestamp: string | null }) {
  const { zone } = useZone();
  if (timestamp === null) return <span className="entry-row__time entry-row__date">no time</span>;
  const [, day, year] = /^(.*) (\d+)$/.exec(formatDate(timestamp, zone)) ?? [];
  return (
    <time className="entry-row__time" dateTime={timestamp} title={`${formatMoment(timestamp, "utc")} UTC`}>
      <span className="entry-row__date">
        {day} <span className="entry-row__year">{year} </span>
      </span>
      {formatClock(timestamp, zone)}
    </time>
  );
}

function FileName({ id }: { id: number }) {
  const { data: file } = useQuery(fileQuery(id));
  return <Plain text={file?.filename} />;
}

function Chip({ kind, text }: { kind: string; text: string | null }): ReactNode {
  return (
    <span className="entry-row__cell entry-row__chip" data-column={kind} title={text ?? undefined}>
      {text && <bdi>{visibleLine(text)}</bdi>}
    </span>
  );
}

function Plain({ text }: { text: string | undefined }) {
  return (
    <span className="entry-row__cell entry-row__plain" title={text}>
      {text !== undefined && <bdi>{visibleLine(text.slice(0, 200))}</bdi>}
    </span>
  );
}
