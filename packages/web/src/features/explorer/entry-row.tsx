import type { LogEntry } from "@faultline/contract";
import type { CSSProperties } from "react";
import { useZone } from "../../ui/display-zone.tsx";
import { formatClock, formatDate, formatMoment } from "../../ui/format-time.ts";
import { LevelLabel } from "../../ui/level.tsx";
import { visibleLine } from "../../ui/visible-text.ts";

// A row shows one line; the whole message is in the panel.
const MAX_CHARACTERS = 400;

interface EntryRowProps {
  entry: LogEntry;
  isActive: boolean;
  isOpen: boolean;
  position: number;
  total: number;
  style: CSSProperties;
  onOpen: () => void;
}

export function EntryRow({ entry, isActive, isOpen, position, total, style, onOpen }: EntryRowProps) {
  const { zone } = useZone();
  const { timestamp } = entry;
  const text = entry.message === "" ? entry.raw_line : entry.message;
  return (
    <div
      id={`entry-${entry.id}`}
      className="entry-row"
      role="option"
      aria-selected={isOpen}
      aria-setsize={total}
      aria-posinset={position}
      data-level={entry.level ?? "NONE"}
      data-status={entry.parse_status}
      data-active={isActive || undefined}
      style={style}
      onClick={onOpen}
    >
      <LevelLabel level={entry.level} />
      {timestamp ? (
        <time className="entry-row__time" dateTime={timestamp} title={`${formatMoment(timestamp, "utc")} UTC`}>
          <span className="entry-row__date">{formatDate(timestamp, zone)}</span> {formatClock(timestamp, zone)}
        </time>
      ) : (
        <span className="entry-row__time entry-row__date">no time</span>
      )}
      {entry.parse_status === "failed" ? (
        <span className="entry-row__chip entry-row__chip--failed">not parsed</span>
      ) : (
        <span className="entry-row__chip" title={entry.service ?? undefined}>
          {entry.service && <bdi>{visibleLine(entry.service)}</bdi>}
        </span>
      )}
      <span className="entry-row__message mono" dir="ltr">
        <bdi>{visibleLine(text.slice(0, MAX_CHARACTERS))}</bdi>
      </span>
    </div>
  );
}
