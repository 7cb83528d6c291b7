import { MAX_SEARCH_LENGTH } from "@faultline/logs";
import { z } from "zod";
import { entryFilterQuery } from "./logs.ts";
import { timestamp } from "./page.ts";

const MAX_FACETS = 12;
const fieldName = z.string().trim().min(1).max(255);

export const facetsQuery = entryFilterQuery.extend({
  fields: z
    .string()
    .max(2048)
    .default("level,service,host,file,format")
    .transform((text) => text.split(","))
    .pipe(z.array(fieldName).max(MAX_FACETS))
    .describe("Fields and attributes, joined by commas"),
  limit: z.coerce.number().int().min(1).max(100).default(10).describe("Values of each field"),
});

export const facetValue = z.object({
  value: z.string().describe("As a query has it: of `file` it is the name"),
  count: z.number().int(),
});

export const facet = z.object({
  field: z.string(),
  values: z.array(facetValue).describe("The most frequent, by count"),
  distinct: z.number().int().describe("How many different values there are, about"),
  missing: z.number().int().describe("Entries that have none"),
});
export type Facet = z.infer<typeof facet>;

/** Counts of values among the entries that match. */
export const facets = z.object({
  facets: z.array(facet).describe("As they were asked for"),
  attributes: z.array(z.object({ name: z.string(), count: z.number().int() })).describe("The most frequent, by count"),
  counted_entries: z.number().int().describe("The entries that the counts are of"),
  is_approximate: z.boolean().describe("More match: the counts are of the newest of them alone"),
});
export type Facets = z.infer<typeof facets>;

/** Names that a query may have before a colon, for completion: the fields of every entry, then attributes. */
export const fieldList = z.object({
  items: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(["text", "content", "level", "number", "time", "id", "parse-status", "attribute"]),
      description: z.string().nullable(),
    }),
  ),
});
export type FieldList = z.infer<typeof fieldList>;

export const fieldParams = z.object({ name: fieldName });
export const fieldValuesQuery = entryFilterQuery.extend({
  prefix: z.string().max(255).default("").describe("In any case"),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

/** By count; only among the newest entries that match, where there are many. */
export const fieldValues = z.object({ items: z.array(facetValue) });
export type FieldValues = z.infer<typeof fieldValues>;

export const createSearchRequest = z.object({
  name: z.string().trim().min(1).max(100),
  query: z.string().max(MAX_SEARCH_LENGTH),
  filters: z.string().max(MAX_SEARCH_LENGTH).default("").describe("What else the page was set to, as it likes"),
});
export type CreateSearchRequest = z.input<typeof createSearchRequest>;

export const renameSearchRequest = createSearchRequest.pick({ name: true });

/** One's own; nobody else sees it. */
export const savedSearch = z.object({
  id: z.number().int(),
  name: z.string(),
  query: z.string(),
  filters: z.string(),
  created_at: timestamp,
});
export type SavedSearch = z.infer<typeof savedSearch>;

/** By name. */
export const savedSearchList = z.object({ items: z.array(savedSearch) });
