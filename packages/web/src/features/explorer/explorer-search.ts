import { LEVELS, PARSE_STATUSES } from "@faultline/logs";
import { z } from "zod";
import type { EntryFilter } from "../../api/entries.ts";
import type { CountFilter } from "../../api/stats.ts";

export const PAGE_SIZES = [50, 100, 200, 500] as const;
export const DEFAULT_PAGE_SIZE = 100;

const text = (max: number) => z.string().min(1).max(max).optional().catch(undefined);
const whole = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);

/** The explorer's state as kept in its URL, beside the scope; what is not understood counts as not given. */
export const explorerSearch = z.object({
  q: text(1024),
  level: z.enum(LEVELS).optional().catch(undefined),
  service: text(1024),
  source: text(255),
  environment: text(255),
  status: z.enum(PARSE_STATUSES).optional().catch(undefined),
  /** From 1. Bounded so that the offset of the largest page size stays a safe integer. */
  page: whole.max(1e12).optional().catch(undefined),
  size: z.coerce
    .number()
    .refine((size) => (PAGE_SIZES as readonly number[]).includes(size))
    .optional()
    .catch(undefined),
  /** Id of the entry that is open. */
  record: whole.optional().catch(undefined),
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

/** The part of the filter that the counts per minute can answer. */
export function countFilterOf({ level, service, source, environment }: ExplorerSearch): CountFilter {
  return { level, service, source, environment };
}

export function entryFilterOf(search: ExplorerSearch): EntryFilter {
  return { ...countFilterOf(search), keyword: search.q, parse_status: search.status };
}

export function pageOf({ page = 1, size = DEFAULT_PAGE_SIZE }: ExplorerSearch): { offset: number; limit: number } {
  return { offset: (page - 1) * size, limit: size };
}

export function isFiltered(search: ExplorerSearch): boolean {
  return Object.keys(NO_FILTERS).some((name) => search[name as keyof typeof NO_FILTERS] !== undefined);
}
