import { z } from "zod";
import { LEVELS } from "../level.ts";
import { ROLES } from "../structured/key-table.ts";
import { PAIR_STYLES } from "./key-value-pairs.ts";

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
  /**
   * The message may be a line of another format, as with syslog: then that one's fields are added. `levelless`: only
   * where the record states no level, since those that do are seldom another's lines.
   */
  unwrapsMessage: z.union([z.boolean(), z.literal("levelless")]).default(false),
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

/** What a record with named values has beside them. */
const derived = {
  /** Names of attributes for keys or columns that should not be called as they are in the log. */
  names: z.record(z.string(), z.string()).default({}),
  /** Attributes that, joined by blanks, are the message of a record without one. */
  message: z.array(z.string()).default([]),
  /** Attributes that imply the level where nothing states it: an HTTP status, or the levels of values. */
  levelFrom: z
    .record(z.string(), z.union([z.literal("http-status"), z.record(z.string(), z.enum(LEVELS))]))
    .default({}),
  /** Its records have no level, nor anything that implies one: a time and a message are all there is to find. */
  levelless: z.boolean().default(false),
  /** The level of records that state none, where the format leaves out the usual one. */
  impliedLevel: z.enum(LEVELS).optional(),
  /** Attributes with the name of a Kubernetes pod, which tells the service of a record that names none. */
  serviceFromPod: z.array(z.string()).default([]),
};

/** A format is data: how its lines look, and samples that are its tests. */
export const formatDefinition = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("pattern"),
    ...common,
    patterns: z.array(pattern).min(1),
    /** Take the level from a word with which the message begins, where the line has no other. */
    levelInMessage: z.boolean().default(false),
    /**
     * Patterns of the further lines of a record, in their order: what they find is added to it. Such a line is not
     * offered to other formats.
     */
    continues: z.array(z.string()).default([]),
    /** A record goes on to the line that holds this text; then all of its lines are read at once. */
    until: z.string().min(1).optional(),
    /** Further lines that no format takes belong to the record too; they are its message if nothing else is. */
    runsOn: z.boolean().default(false),
    /** A value that stands for none, as `-` does in access logs. */
    nil: z.string().length(1).optional(),
    /** Lines need not carry a time, so that a few that fit prove nothing. */
    weak: z.boolean().default(false),
    /** Pairs of keys and values in the message, or in another field that the patterns take. */
    pairs: z
      .strictObject({ in: z.string().optional(), style: z.enum(PAIR_STYLES), fields: roleNames.default({}) })
      .optional(),
    ...derived,
  }),
  z.strictObject({
    kind: z.enum(["json", "logfmt"]),
    ...common,
    /** Keys by the role they play, the preferred first; keys of nested objects joined by dots. */
    fields: roleNames,
    /** Keys without which a line is not of this format. */
    requires: z.array(z.string()).default([]),
    /** Keys whose values are read as if they stood in the object around them; of an array the first object. */
    lifts: z.array(z.string()).default([]),
    /** `{Name}` in the message stands for the value of that name, as messagetemplates.org has it. */
    messageIsTemplate: z.boolean().default(false),
    /** The inner text ends with a line end, unless the line goes on in the next one of the same origin. */
    innerEndsLine: z.boolean().default(false),
    weak: z.boolean().default(false),
    ...derived,
  }),
  z.strictObject({
    kind: z.literal("table"),
    ...common,
    /**
     * How the columns are named: `row` by a line of names, `w3c` by a directive `#Fields:`, `zeek` by lines from
     * `#separator` to `#types`.
     */
    header: z.enum(["row", "w3c", "zeek"]),
    /** Characters that may stand between cells; of a row header the first that gives a header. */
    delimiters: z.array(z.string().length(1)).min(1),
    /** Cells may be quoted as RFC 4180 has it, and then hold delimiters, doubled quotes and line ends. */
    quoted: z.boolean().default(false),
    /** Columns of files without a header; a last `*` stands for any number of others. */
    columns: z.array(z.array(z.string()).min(2)).default([]),
    /** Columns by the role they play, the preferred first; upper case, blanks and punctuation do not matter. */
    fields: roleNames,
    /** Columns without which a header is not of this format. */
    requires: z.array(z.string()).default([]),
    /** Cells that stand for none. */
    nil: z.array(z.string()).default([]),
    /** Times without a zone are UTC, whatever zone the reader is told. */
    utc: z.boolean().default(false),
    ...derived,
  }),
]);

export type FormatDefinition = z.infer<typeof formatDefinition>;
