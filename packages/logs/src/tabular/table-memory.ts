import { z } from "zod";

/** What a table's rows cannot be read without. */
export const tableMemory = z.object({
  /** Names of the columns; empty before a header. */
  columns: z.array(z.string()).default([]),
  /** Byte between the cells; 0 if each row shows it. */
  delimiter: z.number().default(0),
  /** Text of the time that the header gives: rows may have no day of their own. */
  date: z.string().default(""),
});

export type TableMemory = Readonly<z.infer<typeof tableMemory>>;
