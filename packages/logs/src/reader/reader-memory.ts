import { z } from "zod";
import { ARRAY_STATES } from "./json-array.ts";
import { PLACES } from "./line-parts.ts";

const NO_PARTS = { place: "none", resource: "{}", scope: "{}" } as const;

const formatsMemory = z.object({
  /** Ids of the formats in use, in the order in which lines are offered to them. */
  formats: z.array(z.string()),
  recognised: z.boolean(),
  strangers: z.number(),
  patience: z.number(),
  taken: z.number(),
  /** What formats must know of earlier lines, by id: those that have something to know. */
  states: z.array(z.tuple([z.string(), z.unknown()])).default([]),
});

export type FormatsMemory = z.infer<typeof formatsMemory>;

/** What a reader must know beside its position to go on: JSON. */
export const readerMemory = formatsMemory.extend({
  /** Of the lines inside lines, by level: those that are there surely, and those that messages may be. */
  inside: z.array(formatsMemory).default([]),
  /** Whether the lines are objects in an array of JSON. */
  array: z.enum(ARRAY_STATES).default("none"),
  /** Whether lines hold several records, and what those of the line at hand are of. */
  parts: z.object({ place: z.enum(PLACES), resource: z.string(), scope: z.string() }).default(NO_PARTS),
  /** Microseconds since the epoch of the last year-less timestamp; null before the first. */
  yearlessUs: z.number().nullable(),
  /** The same of the last timestamp of any kind, near which times without a date are. */
  nearUs: z.number().nullable().default(null),
});

export type ReaderMemory = z.infer<typeof readerMemory>;
