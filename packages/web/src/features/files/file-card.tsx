import type { LogFile } from "@faultline/contract";
import { Link } from "@tanstack/react-router";
import { FileText, ScrollText } from "lucide-react";
import { isUnfinished } from "../../api/files.ts";
import { buttonClass } from "../../ui/button.tsx";
import { countOf, formatBytes, formatCompact, formatCount } from "../../ui/format-number.ts";
import { formatDuration } from "../../ui/format-time.ts";
import { Ago, Moment } from "../../ui/moment.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import { visibleLine } from "../../ui/visible-text.ts";
import { remainingMs, shareRead, type Rate } from "./processing-rate.ts";
import "./file-card.css";

const STATUS_NAMES = {
  uploaded: "Waiting",
  processing: "Processing",
  processed: "Processed",
  failed: "Failed",
} as const;
const FORMATS_NAMED = 3;

export function FileCard({ file, rate }: { file: LogFile; rate: Rate | null }) {
  const labels = [file.source, file.environment].filter((label) => label !== null && label !== "");
  const folderEnd = file.filename.lastIndexOf("/") + 1;
  const baseName = file.filename.slice(folderEnd);
  const folder = visibleLine(file.filename.slice(0, folderEnd));
  return (
    <li className="card file-card" data-file-id={file.id} data-status={file.status}>
      <div className="file-card__name">
        <span className="file-card__icon" aria-hidden="true">
          <FileText size={17} />
        </span>
        <div>
          <h3 title={visibleLine(file.filename)}>
            <bdi>{visibleLine(baseName)}</bdi>
          </h3>
          <p>{[folder, formatBytes(file.size_bytes), formatsOf(file), ...labels].filter(Boolean).join(" · ")}</p>
        </div>
      </div>
      <Counts file={file} />
      <div className="file-card__span">
        {file.first_timestamp && file.last_timestamp ? (
          <>
            <Moment value={file.first_timestamp} coarse />
            <br />
            <Moment value={file.last_timestamp} coarse />
          </>
        ) : (
          <span className="file-card__faint">No timestamps</span>
        )}
      </div>
      <div className="file-card__status">
        <span className="status-chip" data-status={file.status}>
          {STATUS_NAMES[file.status]}
        </span>
        <span className="file-card__faint">
          <Ago value={file.uploaded_at} />
        </span>
      </div>
      <Link
        to="/explore"
        search={{ file: file.id, range: undefined, start: undefined, end: undefined }}
        className={buttonClass("default", "file-card__open")}
        aria-label={`Explore ${file.filename}`}
      >
        <ScrollText size={15} aria-hidden="true" /> Explore
      </Link>
      {isUnfinished(file) && <Progress file={file} rate={rate} />}
      {file.error && (
        <p className="file-card__error" role="alert">
          {file.error}
        </p>
      )}
    </li>
  );
}

function formatsOf(file: LogFile): string {
  const names = file.formats.map(({ name }) => name);
  return names.length > FORMATS_NAMED
    ? `${names.slice(0, FORMATS_NAMED).join(", ")} and ${names.length - FORMATS_NAMED} more`
    : names.join(", ");
}

/** Entries by parse status; those not parsed are one click away. */
function Counts({ file }: { file: LogFile }) {
  const parts = [
    { status: "parsed", name: "parsed", count: file.parsed_entries },
    { status: "partial", name: "partly", count: file.partial_entries },
    { status: "failed", name: "not parsed", count: file.failed_entries },
  ] as const;
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  return (
    <div className="file-card__counts">
      <p title={`${countOf(total, "entry", "entries")} in ${countOf(file.total_lines, "line", "lines")}`}>
        <strong data-entries={total}>{formatCount(total)}</strong> {total === 1 ? "entry" : "entries"}
      </p>
      <div className="parse-bar" aria-hidden="true">
        {parts.map(
          ({ status, count }) =>
            count > 0 && (
              <span key={status} data-status={status} style={{ flexGrow: Math.max(count, total * 0.012) }} />
            ),
        )}
      </div>
      <ul>
        {parts
          .filter(({ status, count }) => status === "parsed" || count > 0)
          .map(({ status, name, count }) => (
            <li key={status} data-status={status}>
              {status === "parsed" ? (
                <span title={formatCount(count)}>{`${formatCompact(count)} ${name}`}</span>
              ) : (
                <Link
                  to="/explore"
                  search={{ file: file.id, status, range: undefined, start: undefined, end: undefined }}
                  title={formatCount(count)}
                >
                  {`${formatCompact(count)} ${name}`}
                </Link>
              )}
            </li>
          ))}
      </ul>
    </div>
  );
}

function Progress({ file, rate }: { file: LogFile; rate: Rate | null }) {
  const left = remainingMs(file, rate);
  const facts = [
    `${formatBytes(file.processed_bytes)} of ${formatBytes(file.size_bytes)}`,
    countOf(file.total_lines, "line", "lines"),
    rate &&
      `${formatCompact(Math.round(rate.linesPerSecond))} lines/s · ${formatBytes(Math.round(rate.bytesPerSecond))}/s`,
    left !== null && `${formatDuration(left)} left`,
  ];
  return (
    <div className="file-card__progress">
      <ProgressBar label={`Processing of ${file.filename}`} share={shareRead(file)} />
      <p>{facts.filter(Boolean).join(" · ")}</p>
    </div>
  );
}
