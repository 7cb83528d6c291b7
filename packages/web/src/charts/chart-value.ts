import { formatCompact, formatCount, formatScore } from "../ui/format-number.ts";
import type { Unit } from "./chart-spec.ts";

/** A value as it is written in tooltips and tables. */
export function formatValue(value: number, unit: Unit = "count"): string {
  if (unit === "score") return formatScore(value);
  return unit === "share" ? `${(value * 100).toFixed(value < 0.1 ? 1 : 0)}%` : formatCount(value);
}

/** The same along an axis. */
export function formatAxisValue(value: number, unit: Unit = "count"): string {
  if (unit === "score") return String(Number(value.toFixed(2)));
  return unit === "share" ? `${Number((value * 100).toFixed(1))}%` : formatCompact(value);
}
