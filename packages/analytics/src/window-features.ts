/** The features of a window, in the order of their columns. */
export const WINDOW_FEATURES = [
  "total_count",
  "error_count",
  "warn_count",
  "info_count",
  "debug_count",
  "error_rate",
  "unique_services",
] as const;

export type WindowFeature = (typeof WINDOW_FEATURES)[number];

/** A feature that left its usual range in a window. */
export interface Departure {
  readonly feature: WindowFeature;
  readonly value: number;
  /** Median over the whole windows. */
  readonly usual: number;
  /** The usual range. */
  readonly low: number;
  readonly high: number;
  /** Robust z-score; negative below the usual. */
  readonly z: number;
}

const NAMES: Readonly<Record<WindowFeature, readonly [one: string, many: string]>> = {
  total_count: ["entry", "entries"],
  error_count: ["error", "errors"],
  warn_count: ["warning", "warnings"],
  info_count: ["info entry", "info entries"],
  debug_count: ["debug entry", "debug entries"],
  error_rate: ["error rate", "error rate"],
  unique_services: ["service", "services"],
};

/** More departures than this make the sentence longer, not clearer. */
const MAX_NAMED = 3;

/** One sentence on the departures, the largest first: "84 errors (usually 0–5) and an error rate of 31 % (usually 0–2 %)." */
export function describeDepartures(departures: readonly Departure[]): string {
  if (departures.length === 0) return "An unusual mix of values, each within its usual range.";
  const parts = departures.slice(0, MAX_NAMED).map(describeDeparture);
  const last = parts.pop()!;
  const sentence = parts.length === 0 ? last : `${parts.join(", ")} and ${last}`;
  return `${sentence[0].toUpperCase()}${sentence.slice(1)}.`;
}

function describeDeparture({ feature, value, low, high }: Departure): string {
  if (feature === "error_rate")
    return `an error rate of ${Math.round(value * 100)} % (usually ${range(Math.round(low * 100), Math.round(high * 100))} %)`;
  const [one, many] = NAMES[feature];
  return `${value === 0 ? "no" : grouped(value)} ${value === 1 ? one : many} (usually ${range(Math.ceil(low), Math.floor(high))})`;
}

function range(low: number, high: number): string {
  return low === high ? grouped(high) : `${grouped(low)}–${grouped(high)}`;
}

function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}
