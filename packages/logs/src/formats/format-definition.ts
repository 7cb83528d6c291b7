import { z } from "zod";
import { LEVELS } from "../level.ts";
import { ROLES } from "../structured/key-table.ts";

/** A line of the format and what must be read from it; `null` and absent mean that the line does not carry it. */
const sample = z.strictObject({
  line: z.string(),
  timestamp: z.string().nullable().default(null).describe("ISO 8601 in UTC with microseconds"),
  level: z.enum(LEVELS).nullable().default(null),
  service: z.string().nullable().default(null),
  host: z.string().nullable().default(null),
  message: z.string(),
  trace_id: z.string().nullable().default(null),
  attributes: z.record(z.string(), z.string()).default({}),
});

const common = {
  name: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  title: z.string(),
  /** How telling it is that a line fits, 1–100: between formats that take the same lines the higher rank wins. */
  rank: z.number().int().min(1).max(100),
  /** The message may be a line of another format, as with syslog: then that one's fields are added. */
  unwrapsMessage: z.boolean().default(false),
  samples: z.array(sample).min(1),
};

const pattern = z.union([
  z.string().transform((text) => ({ text, rank: undefined, guessesService: false, partial: false })),
  z.strictObject({
    text: z.string(),
    /** Instead of the format's. */
    rank: z.number().int().min(1).max(100).optional(),
    /** The service is a bare word that could as well be the first of the message: believed only if it repeats. */
    guessesService: z.boolean().default(false),
    /** The `{inner}` line goes on in the next line of the same origin. */
    partial: z.boolean().default(false),
  }),
]);

const roleNames = z.partialRecord(z.enum(ROLES), z.array(z.string()));

/** A format is data: how its lines look, and samples that are its tests. */
export const formatDefinition = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("pattern"),
    ...common,
    patterns: z.array(pattern).min(1),
    /** Take the level from a word with which the message begins, where the line has no other. */
    levelInMessage: z.boolean().default(false),
    /** A value that stands for none, as `-` does in access logs. */
    nil: z.string().length(1).optional(),
    /** Lines need not carry a time, so that a few that fit prove nothing. */
    weak: z.boolean().default(false),
  }),
  z.strictObject({
    kind: z.enum(["json", "logfmt"]),
    ...common,
    /** Keys by the role they play, the preferred first; keys of nested objects joined by dots. */
    fields: roleNames,
    /** Keys without which a line is not of this format. */
    requires: z.array(z.string()).default([]),
    /** The inner text ends with a line end, unless the line goes on in the next one of the same origin. */
    innerEndsLine: z.boolean().default(false),
    weak: z.boolean().default(false),
  }),
]);

export type FormatDefinition = z.infer<typeof formatDefinition>;
