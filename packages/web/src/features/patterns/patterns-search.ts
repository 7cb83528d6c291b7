import { LEVELS } from "@faultline/logs";
import { z } from "zod";

export const PAGE_SIZE = 50;
export const SORTS = ["count", "rare", "first_seen", "last_seen", "text"] as const;

/** The page's state as kept in its URL, beside the scope; what is not understood counts as not given. */
export const patternsSearch = z.object({
  /** In the text of the pattern. */
  find: z.string().min(1).max(200).optional().catch(undefined),
  sort: z.enum(SORTS).optional().catch(undefined),
  level: z.enum(LEVELS).optional().catch(undefined),
  /** Only those that are new in the scope's range. */
  new: z
    .literal(["true", true])
    .transform(() => true as const)
    .optional()
    .catch(undefined),
  /** From 1. */
  page: z.coerce.number().int().min(1).max(1e6).optional().catch(undefined),
  /** Id of the pattern that is open; text, though it may look like a number. */
  open: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .optional()
    .catch(undefined),
});
export type PatternsSearch = z.infer<typeof patternsSearch>;

/** The search of the explorer that finds the entries of a pattern. */
export function patternSearch(id: string, { level }: Pick<PatternsSearch, "level"> = {}) {
  return { q: `template:${id}`, level };
}
