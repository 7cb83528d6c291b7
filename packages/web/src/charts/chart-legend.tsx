import { formatShare } from "../ui/format-number.ts";
import type { ChartSpec } from "./chart-spec.ts";

interface LegendProps {
  spec: ChartSpec;
  hidden: ReadonlySet<string>;
  onToggle: (name: string) => void;
}

/** Chips that switch a series on and off; for a doughnut, its segments with their shares. */
export function ChartLegend({ spec, hidden, onToggle }: LegendProps) {
  if (spec.kind === "doughnut") return <Shares spec={spec} hidden={hidden} onToggle={onToggle} />;
  return (
    <div className="chart-card__legend">
      {spec.series.map(({ name, token }) => (
        <LegendChip key={name} name={name} token={token} shown={!hidden.has(name)} onToggle={onToggle} />
      ))}
    </div>
  );
}

function Shares({ spec, hidden, onToggle }: LegendProps) {
  const values = spec.series[0]?.values ?? [];
  const total = values.reduce((sum, value) => sum + value, 0);
  return (
    <div className="chart-card__shares">
      {spec.labels.map((name, index) => (
        <LegendChip
          key={name}
          name={name}
          token={spec.labelTokens?.[index] ?? "accent"}
          shown={!hidden.has(name)}
          onToggle={onToggle}
          share={formatShare(values[index] ?? 0, total)}
        />
      ))}
    </div>
  );
}

interface LegendChipProps {
  name: string;
  token: string;
  shown: boolean;
  onToggle: (name: string) => void;
  share?: string;
}

function LegendChip({ name, token, shown, onToggle, share }: LegendChipProps) {
  return (
    <button
      type="button"
      className="legend-chip reach"
      aria-pressed={shown}
      style={{ "--series": `var(--${token})` } as React.CSSProperties}
      onClick={() => onToggle(name)}
    >
      {name}
      {share !== undefined && <span>{share}</span>}
    </button>
  );
}
