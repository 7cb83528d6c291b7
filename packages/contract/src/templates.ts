import { z } from "zod";
import { entryFilterQuery, level } from "./logs.ts";
import { optionalParameter, pageOf, pageQuery, timestamp } from "./page.ts";
import { timeline } from "./stats.ts";

/** The beginning of the SHA-256 of the text that a template was founded with, or a shape of which there are too many. */
export const templateId = z.string().regex(/^[0-9a-f]{16}$/, "must be 16 hexadecimal digits");

const serviceCounts = z.array(z.object({ service: z.string(), count: z.number().int() }));
const levelCounts = z.array(z.object({ level: level.nullable(), count: z.number().int() }));

/** A kind of message: what the messages of one statement have in common, with `<*>` for what differs. */
export const template = z.object({
  id: templateId.describe("Stays the same; `template:ID` in a query finds its entries"),
  text: z.string().describe("May become more general as more messages come"),
  count: z.number().int().describe("Its entries, of those that were asked for"),
  share: z.number().min(0).max(1).describe("Of all entries that were asked for"),
  levels: levelCounts.describe("By count"),
  services: serviceCounts.describe("By count, the first ten"),
  first_seen: timestamp.nullable().describe("In the range that was asked for; null where no entry has a timestamp"),
  last_seen: timestamp.nullable(),
  is_new: z.boolean().describe("Seen first in the range, though there are entries from before it"),
});
export type Template = z.infer<typeof template>;

export const templateItem = template.extend({
  timeline: z.array(z.number().int()).describe("Counts of the buckets, oldest first, from `start` on"),
});
export type TemplateItem = z.infer<typeof templateItem>;

const flag = optionalParameter(z.enum(["true", "false"]).transform((text) => text === "true"));

/** Of which entries. Counts are by the minute: a range is rounded out to whole minutes. */
export const templateQuery = entryFilterQuery.pick({
  start: true,
  end: true,
  level: true,
  service: true,
  file_id: true,
});

export const listTemplatesQuery = templateQuery.extend({
  ...pageQuery.shape,
  q: optionalParameter(z.string().max(1024)).describe("In the text of the template, in any case"),
  new: flag.describe("Only those that are new in the range, or only the others"),
  sort: z
    .enum(["count", "rare", "first_seen", "last_seen", "text"])
    .default("count")
    .describe("`rare`: the least frequent first; times: the latest first"),
});
export type ListTemplatesQuery = z.input<typeof listTemplatesQuery>;

export const templatePage = pageOf(templateItem).extend({
  entries: z.number().int().describe("All entries that were asked for: what shares are of"),
  start: timestamp.nullable().describe("Where the first bucket of the timelines begins; null where there is none"),
  bucket_seconds: z.number().int().min(1),
  is_complete: z.boolean().describe("False: there are so many kinds of messages that the rarest are left out"),
});
export type TemplatePage = z.infer<typeof templatePage>;

export const templateParams = z.object({ id: templateId });

/** What stands in the place of a wildcard; `text` is anything else. */
export const parameterKind = z.enum([
  "number",
  "duration",
  "size",
  "address",
  "uuid",
  "hex",
  "path",
  "url",
  "email",
  "time",
  "text",
]);
export type ParameterKind = z.infer<typeof parameterKind>;

export const templateParameter = z.object({
  position: z.number().int().min(0).describe("Of the wildcard in the text, from 0"),
  kind: parameterKind.describe("Of nearly all of its most frequent values"),
  distinct: z.number().int().describe("How many different values there are, about"),
  values: z.array(z.object({ value: z.string(), count: z.number().int() })).describe("The most frequent, by count"),
});
export type TemplateParameter = z.infer<typeof templateParameter>;

export const templateDetail = template.extend({
  files: z
    .array(z.object({ file_id: z.number().int(), filename: z.string(), count: z.number().int() }))
    .describe("By count, the first twenty"),
  timeline: timeline.describe("By level, over the range that was asked for or over that of all entries"),
  examples: z
    .array(
      z.object({
        id: z.number().int(),
        timestamp: timestamp.nullable(),
        level: level.nullable(),
        service: z.string().nullable(),
        message: z.string(),
      }),
    )
    .describe("Its newest entries, five at most; messages are cut to 1000 characters"),
  parameters: z.array(templateParameter).describe("Of each wildcard of the text, the first twenty"),
  parameter_entries: z.number().int().describe("The entries that values were counted in"),
  is_approximate: z.boolean().describe("There are more entries: values were counted in the newest alone"),
});
export type TemplateDetail = z.infer<typeof templateDetail>;
