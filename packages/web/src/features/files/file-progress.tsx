import type { LogFile } from "@faultline/contract";
import { X } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import { countOf, formatBytes, formatCompact } from "../../ui/format-number.ts";
import { formatDuration } from "../../ui/format-time.ts";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import { visibleLine } from "../../ui/visible-text.ts";
import { shareRead } from "./file-status.ts";

/** How far a file is that waits or is read; `onCancel` is null for those who may only look. */
export function FileProgress({ file, onCancel }: { file: LogFile; onCancel: (() => void) | null }) {
  const name = visibleLine(file.filename);
  const isWaiting = file.status === "uploaded";
  const { lines_per_second: rate, seconds_left: left } = file;
  const facts = [
    `${formatBytes(file.processed_bytes)} of ${formatBytes(file.size_bytes)}`,
    countOf(file.total_lines, "line", "lines"),
    rate !== null && rate > 0 && `${formatCompact(rate)} lines/s`,
    left !== null && `${formatDuration(left * 1000)} left`,
  ];
  return (
    <div className="file-card__progress">
      <ProgressBar label={`Processing of ${name}`} share={isWaiting ? 0 : shareRead(file)} />
      <p>{isWaiting ? "Waits for its turn" : facts.filter(Boolean).join(" · ")}</p>
      {onCancel && (
        <Button kind="quiet" aria-label={`Cancel ${name}`} onClick={onCancel}>
          <X size={15} aria-hidden="true" /> Cancel
        </Button>
      )}
    </div>
  );
}
