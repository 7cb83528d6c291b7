import { z } from "zod";

/** Paging of every list: `?offset=0&limit=50`. */
export const pageQuery = z.object({
  offset: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    total: z.number().int().min(0).describe("All that match, not only this page"),
    offset: z.number().int(),
    limit: z.number().int(),
  });
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(?:(Z)|([+-]\d{2}):?(\d{2}))?)?$/i;

/** The one spelling of an ISO 8601 date or time that every parser reads alike; null if there is no such moment. */
function normalInstant(text: string): string | null {
  const [, date, time = "00:00", , offsetHours = "+00", offsetMinutes = "00"] = INSTANT.exec(text) ?? [];
  const midnight = new Date(`${date}T00:00:00Z`);
  // Date takes February 30th for March 2nd.
  if (date === undefined || Number.isNaN(midnight.getTime()) || !midnight.toISOString().startsWith(date)) return null;
  const normal = `${date}T${time}${offsetHours}:${offsetMinutes}`;
  return Number.isNaN(Date.parse(normal)) ? null : normal;
}

/** ISO 8601; without an offset it is UTC. */
export const instant = z
  .string()
  .trim()
  .refine((text) => normalInstant(text) !== null, "must be an ISO 8601 date or time")
  .transform((text) => normalInstant(text) ?? text);

export const timestamp = z.string().describe("ISO 8601 in UTC");

/** A query parameter that may be given empty, as forms do: "" is as if it were absent. */
export function optionalParameter<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => (value === "" ? undefined : value), schema.optional());
}

/** Start inclusive, end exclusive. */
export const timeRangeQuery = z.object({
  start: optionalParameter(instant),
  end: optionalParameter(instant),
});

export const idParams = z.object({ id: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) });
