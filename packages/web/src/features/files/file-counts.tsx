import type { LogFile } from "@faultline/contract";
import { Link } from "@tanstack/react-router";
import { isUnfinished } from "../../api/files.ts";
import { countOf, formatCompact, formatCount } from "../../ui/format-number.ts";

/** Entries by parse status; those not parsed are one click away. */
export function FileCounts({ file }: { file: LogFile }) {
  const parts = [
    { status: "parsed", name: "parsed", count: file.parsed_entries },
    { status: "partial", name: "partly", count: file.partial_entries },
    { status: "failed", name: "not parsed", count: file.failed_entries },
  ] as const;
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  if (total === 0 && isUnfinished(file)) return <div className="file-card__counts" />;
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
                  className="reach"
                  search={{ file: file.id, status, range: undefined, start: undefined, end: undefined }}
                  title={`Show the ${countOf(count, "entry", "entries")} that ${count === 1 ? "was" : "were"} ${status === "failed" ? "not" : "only partly"} parsed`}
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
