/**
 * What the values of a field are: `text` is compared as a whole, `content` is searched in, `level` has an order, `time`
 * is an ISO 8601 moment, `number` and `id` are whole numbers.
 */
export type SearchFieldKind = "text" | "content" | "level" | "number" | "time" | "id" | "parse-status";

export interface SearchField {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly kind: SearchFieldKind;
  /** For people, who choose one while they type. */
  readonly description: string;
}

/** The fields that every entry may have. Any other name in a query is that of an attribute. */
export const SEARCH_FIELDS = [
  field("level", ["severity"], "level", "FATAL, ERROR, WARNING, INFO, DEBUG or TRACE"),
  field("service", [], "text", "What wrote the entry"),
  field("host", [], "text", "The machine it was written on"),
  field("message", ["msg"], "content", "The text without time, level and service"),
  field("raw", [], "content", "The record as it stands in its file"),
  field("time", ["timestamp"], "time", "When it was written, as in time:>=2026-11-22T14:00"),
  field("file", ["filename"], "text", "The name of the file it is from"),
  field("file_id", [], "id", "The number of the file it is from"),
  field("source", [], "text", "What its file was said to be of"),
  field("environment", ["env"], "text", "Where its file was said to be from"),
  field("format", ["parser"], "text", "The format that it was read as"),
  field("parse", ["parse_status"], "parse-status", "parsed, partial or failed"),
  field("trace", ["trace_id"], "text", "The trace that it belongs to"),
  field("cluster", [], "id", "The number of the error cluster that it is in"),
  field("template", ["template_id"], "text", "The kind of message that it is, as the patterns name it"),
  field("line", ["line_number"], "number", "The number of its first line in the file"),
  field("id", [], "id", "The number of the entry"),
] as const satisfies readonly SearchField[];

export type SearchFieldName = (typeof SEARCH_FIELDS)[number]["name"];

/** The field of a name or of one of its other names, in any case; null if the name is an attribute's. */
export function findSearchField(name: string): (SearchField & { readonly name: SearchFieldName }) | null {
  const wanted = name.toLowerCase();
  return SEARCH_FIELDS.find((each) => each.name === wanted || each.aliases.some((alias) => alias === wanted)) ?? null;
}

function field<N extends string>(
  name: N,
  aliases: readonly string[],
  kind: SearchFieldKind,
  description: string,
): SearchField & { readonly name: N } {
  return { name, aliases, kind, description };
}
