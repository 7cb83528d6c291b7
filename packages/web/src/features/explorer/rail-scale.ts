import type { TimeParts } from "@faultline/contract";
import { formatClock, formatTick, type Zone } from "../../ui/format-time.ts";

type Part = TimeParts["parts"][number];

/** The entries of a part of time. Places are parts of the whole result: 0 is before its newest entry, 1 behind its oldest. */
export interface RailSegment {
  readonly top: number;
  readonly bottom: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly part: Part;
}

/** The whole result from the newest down, each part of time as long as it has entries. */
export interface RailScale {
  /** None is empty. */
  readonly segments: readonly RailSegment[];
  /** Behind it are those without a time. */
  readonly datedBottom: number;
}

/** Null where nothing has a time. */
export function railScale({ parts, undated }: TimeParts): RailScale | null {
  if (parts.length === 0) return null;
  const all = parts.reduce((sum, { total }) => sum + total, undated);
  const segments: RailSegment[] = [];
  let before = 0;
  for (const part of parts.toReversed()) {
    const top = before / all;
    before += part.total;
    segments.push({ top, bottom: before / all, startMs: Date.parse(part.start), endMs: Date.parse(part.end), part });
  }
  return { segments, datedBottom: before / all };
}

/** Place of what has that time; entries within a part are taken to be spread evenly. */
export function placeOfTime({ segments, datedBottom }: RailScale, timestamp: string | null): number {
  if (timestamp === null) return datedBottom;
  const timeMs = Date.parse(timestamp);
  const segment = segments.find(({ startMs }) => timeMs >= startMs);
  if (!segment) return datedBottom;
  const { top, bottom, startMs, endMs } = segment;
  return top + (bottom - top) * Math.min(1, Math.max(0, (endMs - timeMs) / (endMs - startMs)));
}

function segmentAt({ segments }: RailScale, place: number): RailSegment | undefined {
  return segments.find(({ bottom }) => place < bottom);
}

/** Time of a place, in ms since 1970; where entries have none, just before all that have one. */
export function timeAtPlace(scale: RailScale, place: number): number {
  const segment = segmentAt(scale, place);
  if (!segment) return scale.segments.at(-1)!.startMs - 1;
  const { top, bottom, startMs, endMs } = segment;
  return endMs - (endMs - startMs) * Math.max(0, (place - top) / (bottom - top));
}

const PAGE = 0.1;

/** Where a key leads to from a place; undefined for a key that leads nowhere. */
export function placeByKey(scale: RailScale, place: number, key: string): number | undefined {
  const { segments, datedBottom } = scale;
  const index = segments.findIndex(({ bottom }) => place < bottom);
  const older = index < 0 ? 1 : (segments[index]?.bottom ?? 1);
  const newer =
    index < 0 ? (place > datedBottom ? datedBottom : segments.at(-1)!.top) : (segments[index - 1]?.top ?? 0);
  const places: Record<string, number> = {
    ArrowDown: older,
    ArrowLeft: older,
    ArrowUp: newer,
    ArrowRight: newer,
    PageDown: Math.min(1, place + PAGE),
    PageUp: Math.max(0, place - PAGE),
    Home: 0,
    End: 1,
  };
  return places[key];
}

export interface RailLabel {
  readonly place: number;
  /** `14:03`; null where days are all there is room for. */
  readonly clock: string | null;
  /** `22 Nov`, where it is another day than that of the label above, and not all are of one. */
  readonly date: string | null;
}

const LABELS = 5;
const FINE_MS = 10 * 60_000;
/** Ticks over more than a week tell the day alone. */
const LONG_MS = 8 * 24 * 3_600_000;

/** Times beside the rail. */
export function railLabels(scale: RailScale, zone: Zone): RailLabel[] {
  const places = Array.from({ length: LABELS }, (_, index) => ((index + 0.5) / LABELS) * scale.datedBottom);
  const isoOf = (place: number) => new Date(timeAtPlace(scale, place)).toISOString();
  const spanMs = scale.segments[0]!.endMs - scale.segments.at(-1)!.startMs;
  const dates = places.map((place) => formatTick(isoOf(place), zone, Math.max(spanMs, LONG_MS)));
  const isOneDay = new Set(dates).size === 1 && spanMs < LONG_MS;
  return places.map((place, index) => {
    const date = dates[index]!;
    const clock = spanMs < LONG_MS ? formatClock(isoOf(place), zone).slice(0, spanMs > FINE_MS ? 5 : 8) : null;
    return { place, clock, date: isOneDay || date === dates[index - 1] ? null : date };
  });
}
