import { z } from "zod";

export const FILES_PER_PAGE = 25;

export const filesSearch = z.object({
  /** Only files of this status. */
  state: z.enum(["processing", "failed"]).optional().catch(undefined),
  /** In the name. */
  find: z.string().min(1).max(200).optional().catch(undefined),
  /** From 1. */
  page: z.coerce.number().int().min(1).max(1e12).optional().catch(undefined),
});
export type FilesSearch = z.infer<typeof filesSearch>;
