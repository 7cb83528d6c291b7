import { withoutLeadingIds } from "./leading-ids.ts";
import type { NamedDeparture } from "./named-counts.ts";
import { WILDCARD } from "./templates/shape-words.ts";

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
  /** What is usual in a window about then. */
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

/** More than this makes the sentence longer, not clearer. */
const MAX_NAMED = 3;
const MAX_NAME_LENGTH = 120;

export interface Reasons {
  readonly departures: readonly Departure[];
  readonly templates: readonly NamedDeparture[];
  readonly services: readonly NamedDeparture[];
}

/**
 * One sentence on a window, the farthest departures first: `44 errors where 0 to 3 are usual; first seen here: "connection
 * to <*> refused" (38).` Where there is no reason it is `otherwise`.
 */
export function describeReasons(
  { departures, templates, services }: Reasons,
  templateName: (key: number) => string,
  serviceName: (key: number) => string,
  otherwise = "An unusual mix of values, each within its usual range.",
): string {
  const quoted = (key: number): string => `"${shortened(withoutLeadingIds(templateName(key), WILDCARD))}"`;
  const plain = (key: number): string => shortened(serviceName(key));
  const parts = [
    listOf(departures.map(describeDeparture)),
    labelled("first seen here", withChange(templates, "new"), ({ key, count }) => `${quoted(key)} (${grouped(count)})`),
    labelled("more than usual", withChange(templates, "surged"), (each) => `${quoted(each.key)} (${against(each)})`),
    labelled("silent", withChange(services, "silent"), ({ key, usual }) => `${plain(key)} (usually ${about(usual)})`),
    labelled("less than usual from", withChange(services, "fallen"), (each) => `${plain(each.key)} (${against(each)})`),
    labelled("more than usual from", withChange(services, "surged"), (each) => `${plain(each.key)} (${against(each)})`),
  ].filter((part) => part !== "");
  if (parts.length === 0) return otherwise;
  const sentence = parts.join("; ");
  return `${sentence[0].toUpperCase()}${sentence.slice(1)}.`;
}

function withChange(all: readonly NamedDeparture[], change: NamedDeparture["change"]): NamedDeparture[] {
  return all.filter((each) => each.change === change);
}

function labelled(label: string, all: readonly NamedDeparture[], describe: (each: NamedDeparture) => string): string {
  return all.length === 0 ? "" : `${label}: ${listOf(all.map(describe))}`;
}

function listOf(all: readonly string[]): string {
  const named = all.slice(0, MAX_NAMED);
  if (all.length > MAX_NAMED) named.push(`${all.length - MAX_NAMED} more`);
  const last = named.pop();
  if (last === undefined) return "";
  return named.length === 0 ? last : `${named.join(", ")} and ${last}`;
}

function describeDeparture({ feature, value, low, high }: Departure): string {
  if (feature === "error_rate") {
    const [from, to] = [Math.round(low * 100), Math.round(high * 100)];
    return `an error rate of ${Math.round(value * 100)} % where ${rangeOf(from, to)} % ${to === 1 ? "is" : "are"} usual`;
  }
  const [one, many] = NAMES[feature];
  const [from, to] = [Math.ceil(low), Math.max(Math.ceil(low), Math.floor(high))];
  const isOne = from === to && to === 1;
  return `${value === 0 ? "no" : grouped(value)} ${value === 1 ? one : many} where ${rangeOf(from, to)} ${isOne ? "is" : "are"} usual`;
}

function rangeOf(low: number, high: number): string {
  return low === high ? grouped(high) : `${grouped(low)} to ${grouped(high)}`;
}

function against({ count, usual }: NamedDeparture): string {
  return `${grouped(count)}, usually ${about(usual)}`;
}

function about(usual: number): string {
  if (usual < 0.1) return "hardly any";
  return usual < 1 ? "less than one" : `about ${grouped(Math.round(usual))}`;
}

function shortened(text: string): string {
  const name = text.split("\n", 1)[0].trim();
  return name.length <= MAX_NAME_LENGTH ? name : `${name.slice(0, MAX_NAME_LENGTH - 1).trimEnd()}…`;
}

function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}
