import type { Anomaly } from "@faultline/contract";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { ChevronRight } from "lucide-react";
import { useId, type KeyboardEvent } from "react";
import { bandToken } from "../../charts/chart-spec.ts";
import { SCORE_BANDS } from "../../charts/window-chart.ts";
import { useZone } from "../../ui/display-zone.tsx";
import { formatCompact, formatScore, formatShare } from "../../ui/format-number.ts";
import { formatBucket, formatMoment } from "../../ui/format-time.ts";
import { visibleLine } from "../../ui/visible-text.ts";
import { AnomalyDetails } from "./anomaly-details.tsx";

const route = getRouteApi("/frame/anomalies");

/** The windows, each of which unfolds to what stands out in it. */
export function AnomalyList({ items }: { items: readonly Anomaly[] }) {
  const { open } = route.useSearch();
  const navigate = useNavigate();
  const toggle = (id: number) =>
    void navigate({
      to: "/anomalies",
      search: (previous) => ({ ...previous, open: id === open ? undefined : id }),
      replace: true,
      resetScroll: false,
    });
  return (
    <>
      <div className="row-columns anomaly-columns" aria-hidden="true">
        <span>Window</span>
        <span>Score</span>
        <span>What stands out</span>
        <span>Entries</span>
        <span>Errors</span>
        <span>Services</span>
      </div>
      <ul className="row-list anomaly-list" aria-label="Unusual windows">
        {items.map((anomaly) => (
          <AnomalyRow
            key={anomaly.id}
            anomaly={anomaly}
            isOpen={anomaly.id === open}
            onToggle={() => toggle(anomaly.id)}
          />
        ))}
      </ul>
    </>
  );
}

interface AnomalyRowProps {
  anomaly: Anomaly;
  isOpen: boolean;
  onToggle: () => void;
}

function AnomalyRow({ anomaly, isOpen, onToggle }: AnomalyRowProps) {
  const { zone } = useZone();
  const detailsId = useId();
  const { window_start, window_end, score, features, description } = anomaly;
  const seconds = (Date.parse(window_end) - Date.parse(window_start)) / 1000;
  return (
    <li>
      <button
        type="button"
        className="anomaly-row"
        aria-expanded={isOpen}
        aria-controls={detailsId}
        onClick={onToggle}
        onKeyDown={moveBetweenRows}
      >
        <ChevronRight className="anomaly-row__chevron" size={16} aria-hidden="true" />
        <time dateTime={window_start} title={`${formatMoment(window_start, "utc")} UTC`}>
          {formatBucket(window_start, seconds, zone)}
        </time>
        <Score score={score} />
        <span className="anomaly-row__why">{visibleLine(description)}</span>
        <span className="anomaly-row__number">{formatCompact(features.total_count)}</span>
        <span className="anomaly-row__number" data-bad={features.error_count > 0 || undefined}>
          {formatShare(features.error_count, features.total_count)}
        </span>
        <span className="anomaly-row__number">{features.unique_services}</span>
      </button>
      <div id={detailsId} hidden={!isOpen}>
        {isOpen && <AnomalyDetails anomaly={anomaly} />}
      </div>
    </li>
  );
}

function Score({ score }: { score: number }) {
  return (
    <span
      className="anomaly-score"
      style={{ "--score": `var(--${bandToken(SCORE_BANDS, score)})` } as React.CSSProperties}
    >
      <span className="anomaly-score__bar" aria-hidden="true">
        <span style={{ width: `${score * 100}%` }} />
      </span>
      <span className="visually-hidden">Score </span>
      {formatScore(score)}
    </span>
  );
}

/** The arrow keys go from row to row, as in the explorer. */
function moveBetweenRows(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const rows = [...(event.currentTarget.closest("ul")?.querySelectorAll<HTMLElement>(".anomaly-row") ?? [])];
  rows[rows.indexOf(event.currentTarget) + step]?.focus();
  event.preventDefault();
}
