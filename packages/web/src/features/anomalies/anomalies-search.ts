import { z } from "zod";

export const PAGE_SIZE = 50;

const whole = z.coerce.number().int().min(1);

/** The page's state as kept in its URL, beside the scope; what is not understood counts as not given. */
export const anomaliesSearch = z.object({
  /** From 1. */
  page: whole.max(1e6).optional().catch(undefined),
  /** Id of the window that is open. */
  open: whole.max(Number.MAX_SAFE_INTEGER).optional().catch(undefined),
});
