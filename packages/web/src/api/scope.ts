import { z } from "zod";

const MINUTE_MS = 60_000;

export const RELATIVE_RANGES = {
  "15m": { label: "Last 15 minutes", ms: 15 * MINUTE_MS },
  "1h": { label: "Last hour", ms: 60 * MINUTE_MS },
  "6h": { label: "Last 6 hours", ms: 360 * MINUTE_MS },
  "24h": { label: "Last 24 hours", ms: 1440 * MINUTE_MS },
  "7d": { label: "Last 7 days", ms: 7 * 1440 * MINUTE_MS },
  "30d": { label: "Last 30 days", ms: 30 * 1440 * MINUTE_MS },
} as const;
export type RelativeRange = keyof typeof RELATIVE_RANGES;

/** Whether a text is a date with a time, ISO 8601. */
export function isInstant(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T/.test(text) && !Number.isNaN(Date.parse(text));
}

const moment = z.string().refine(isInstant).optional().catch(undefined);

/**
 * What every page is about, as kept in the URL: a time range, relative to now or absolute (start inclusive, end
 * exclusive), and one file. Nothing given means all data. What is not understood counts as not given.
 */
export const scopeSearch = z.object({
  range: z
    .enum(Object.keys(RELATIVE_RANGES) as [RelativeRange, ...RelativeRange[]])
    .optional()
    .catch(undefined),
  start: moment,
  end: moment,
  file: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional().catch(undefined),
});
export type Scope = z.infer<typeof scopeSearch>;

/** Times of a scope's range; absolute ones win over a relative one. */
export function timesOf(scope: Scope, nowMs: number): { start: string | undefined; end: string | undefined } {
  if (scope.start || scope.end || !scope.range) return { start: scope.start, end: scope.end };
  return { start: new Date(nowMs - RELATIVE_RANGES[scope.range].ms).toISOString(), end: undefined };
}

/** The range of the same length just before; null where the range has no beginning or no end. */
export function precedingTimes(scope: Scope, nowMs: number): { start: string; end: string } | null {
  const { start, end = scope.range ? new Date(nowMs).toISOString() : undefined } = timesOf(scope, nowMs);
  if (!start || !end) return null;
  const lengthMs = Date.parse(end) - Date.parse(start);
  return { start: new Date(Date.parse(start) - lengthMs).toISOString(), end: start };
}

/** The query parameters that narrow an answer to the scope. */
export function scopeParameters(scope: Scope, nowMs: number) {
  return { ...timesOf(scope, nowMs), file_id: scope.file };
}

/** Only the part of a page's search that is scope, for links to other pages. */
export function scopeOf(search: Scope): Scope {
  return { range: search.range, start: search.start, end: search.end, file: search.file };
}
