import { LEVELS, MAX_SEARCH_LENGTH, PARSE_STATUSES, parseSearch, type SearchSpan } from "@faultline/logs";
import { z } from "zod";
import { ApiError } from "../../api/api-error.ts";
import type { Instant } from "../../api/entries.ts";
import type { EntryFilter } from "../../api/stats.ts";
import { isInstant } from "../../api/scope.ts";
import { narrowed, termIn } from "./query-edit.ts";

const text = (max: number) => z.string().min(1).max(max).optional().catch(undefined);
const whole = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
const instant = z.custom<Instant>((given) => typeof given === "string" && isInstant(given));

/** The explorer's state as kept in its URL, beside the scope; what is not understood counts as not given. */
export const explorerSearch = z.object({
  q: text(MAX_SEARCH_LENGTH),
  level: z.enum(LEVELS).optional().catch(undefined),
  service: text(1024),
  source: text(255),
  environment: text(255),
  status: z.enum(PARSE_STATUSES).optional().catch(undefined),
  /** Where the list begins, if not with the newest entry: at the oldest end, at the entry of an id, or at a time. */
  at: z
    .union([z.literal("oldest"), whole, instant])
    .optional()
    .catch(undefined),
  /** Id of the entry that is open. */
  record: whole.optional().catch(undefined),
  /** What the list shows of each entry, if not what this browser is used to: see `list-view.ts`. */
  columns: z.string().max(1000).optional().catch(undefined),
  wrap: z.enum(["on", "off"]).optional().catch(undefined),
});
export type ExplorerSearch = z.infer<typeof explorerSearch>;

/** No filter at all, for merging into a search. */
export const NO_FILTERS = {
  q: undefined,
  level: undefined,
  service: undefined,
  source: undefined,
  environment: undefined,
  status: undefined,
} satisfies Partial<ExplorerSearch>;

/** The fields of a query that the other filters stand for. */
const FIELD_OF = {
  level: "level",
  service: "service",
  source: "source",
  environment: "environment",
  status: "parse",
} as const;

/**
 * The same entries by the query alone: each other filter, as links have them, becomes a term of it. They stay what they
 * are beside a query that cannot be read.
 */
export function byQueryAlone<T extends ExplorerSearch>(search: T): T {
  let { q } = search;
  const folded: Partial<ExplorerSearch> = {};
  for (const [name, field] of Object.entries(FIELD_OF) as [keyof typeof FIELD_OF, string][]) {
    const value = search[name];
    if (value === undefined) continue;
    q = narrowed(q, field, value);
    if (termIn(q, field, value) === "wanted") folded[name] = undefined;
  }
  return { ...search, ...folded, q };
}

/** What is wrong with a query, and where. */
export interface QueryMistake extends SearchSpan {
  readonly message: string;
}

/** The mistake in a query that cannot be read; nothing is asked by one that is half typed. */
export function queryMistake(query = ""): QueryMistake | undefined {
  const parsed = parseSearch(query);
  return parsed.ok ? undefined : parsed.error;
}

/** The mistake for which the server refused a query: some only it can find, such as a pattern its engine does not take. */
export function refusedMistake(error: unknown): QueryMistake | undefined {
  if (!(error instanceof ApiError) || error.code !== "invalid_query") return undefined;
  const { message, start = 0, end = start } = error.errors?.find(({ path }) => path === "q") ?? {};
  return { message: message ?? error.message, start, end };
}

export function describeMistake({ start, message }: QueryMistake): string {
  return `Character ${start + 1}: ${message}`;
}

export function isReadable(query: string | undefined): boolean {
  return queryMistake(query) === undefined;
}

export function entryFilterOf({ q, level, service, source, environment, status }: ExplorerSearch): EntryFilter {
  return { q, level, service, source, environment, parse_status: status };
}

export function isFiltered(search: ExplorerSearch): boolean {
  return Object.keys(NO_FILTERS).some((name) => search[name as keyof typeof NO_FILTERS] !== undefined);
}
