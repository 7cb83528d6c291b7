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

/** ISO 8601; without an offset it is UTC. */
export const instant = z
  .string()
  .trim()
  .refine(
    (text) => /^\d{4}-\d{2}-\d{2}/.test(text) && !Number.isNaN(Date.parse(text)),
    "must be an ISO 8601 date or time",
  )
  .transform((text) => (/[zZ]$|[+-]\d{2}:?\d{2}$/.test(text) || text.length <= 10 ? text : `${text}Z`));

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
