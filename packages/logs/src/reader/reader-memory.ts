import { z } from "zod";

/** What a reader must know beside its position to go on: JSON. */
export const readerMemory = z.object({
  /** Ids of the formats in use, in the order in which lines are offered to them. */
  formats: z.array(z.string()),
  recognised: z.boolean(),
  strangers: z.number(),
  patience: z.number(),
  taken: z.number(),
  /** Microseconds since the epoch of the last year-less timestamp; null before the first. */
  yearlessUs: z.number().nullable(),
});

export type ReaderMemory = z.infer<typeof readerMemory>;
