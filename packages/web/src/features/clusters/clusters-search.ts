import { z } from "zod";

/** The page's state as kept in its URL; what is not understood counts as not given. */
export const clustersSearch = z.object({
  /** Only clusters that have this in their label, keywords, services or example. */
  find: z.string().min(1).max(200).optional().catch(undefined),
});
