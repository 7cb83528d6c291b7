import type { SearchPattern } from "@faultline/logs";
import { allOf, anyOf, type Sql, sql, text } from "./sql.ts";

/** Whether the text in `column` as a whole is what the pattern says, in any case. */
export function equalsPattern(column: Sql, pattern: SearchPattern): Sql {
  if (pattern.kind === "regex") return matchesRegex(column, regexOf(pattern));
  if (pattern.kind === "wildcard") return sql`${column} ILIKE ${text(pattern.parts.map(escapeLike).join("%"))}`;
  return equalsText(column, pattern.text);
}

/** Whether the pattern is somewhere in the text in `column`, in any case; one with stars is a word or a part of one. */
export function containsPattern(column: Sql, pattern: SearchPattern): Sql {
  if (pattern.kind === "regex") return matchesRegex(column, regexOf(pattern));
  if (pattern.kind === "text") return containsText(column, pattern.text);
  const longest = longestOf(pattern.parts);
  if (longest === "") return sql`1`;
  // The longest part is quickly looked for, and rules out nearly all.
  return sql`(${containsText(column, longest)} AND ${matchesRegex(column, regexOfWord(pattern.parts))})`;
}

/**
 * The same in the record as it was received, or in its message. What holds no character that sets a message apart can
 * only be within one of the three parts of a record, which are then not put together for it.
 */
export function recordContains(pattern: SearchPattern): Sql {
  if (pattern.kind === "text" && pattern.text === "") return sql`1`;
  if (pattern.kind === "text" && !MAY_SPAN_PARTS.test(pattern.text)) {
    return anyOf([sql`message`, sql`raw_head`, sql`raw_tail`].map((part) => containsText(part, pattern.text)));
  }
  if (pattern.kind === "wildcard") {
    const longest = longestOf(pattern.parts);
    if (longest === "") return sql`1`;
    const regex = regexOfWord(pattern.parts);
    const candidate = recordContains({ kind: "text", text: longest });
    return allOf([
      candidate,
      anyOf([matchesRegex(sql`raw_line`, regex), sql`(message_in_raw = 0 AND ${matchesRegex(sql`message`, regex)})`]),
    ]);
  }
  return anyOf([
    containsPattern(sql`raw_line`, pattern),
    sql`(message_in_raw = 0 AND ${containsPattern(sql`message`, pattern)})`,
  ]);
}

/** RE2 as a pattern is given to the engine. */
function regexOf({ source, ignoresCase }: SearchPattern & { kind: "regex" }): string {
  return ignoresCase ? `(?i)${source}` : source;
}

/** Between a message and what is around it stands one of these, by all formats. */
const MAY_SPAN_PARTS = /[^\p{L}\p{N}_./@#$%&+~-]/u;
const ASCII = /^[\0-\x7f]*$/;

export function containsText(column: Sql, searched: string): Sql {
  if (searched === "") return sql`1`;
  // Of the two, the one for ASCII is faster, and finds the same.
  return ASCII.test(searched)
    ? sql`positionCaseInsensitive(${column}, ${text(searched)}) > 0`
    : sql`positionCaseInsensitiveUTF8(${column}, ${text(searched)}) > 0`;
}

function equalsText(column: Sql, wanted: string): Sql {
  return ASCII.test(wanted)
    ? sql`lower(${column}) = ${text(wanted.toLowerCase())}`
    : sql`lowerUTF8(${column}) = lowerUTF8(${text(wanted)})`;
}

function matchesRegex(column: Sql, regex: string): Sql {
  return sql`match(${column}, ${text(regex)})`;
}

/** A star stands for characters without a blank; at an end with a text, the word ends there. */
function regexOfWord(parts: readonly string[]): string {
  const start = parts[0] === "" ? "" : String.raw`(?:^|[^\pL\pN_])`;
  const end = parts.at(-1) === "" ? "" : String.raw`(?:$|[^\pL\pN_])`;
  return `(?i)${start}${parts.map(escapeRegex).join(String.raw`\S*`)}${end}`;
}

function longestOf(parts: readonly string[]): string {
  return parts.reduce((longest, part) => (part.length > longest.length ? part : longest), "");
}

function escapeRegex(part: string): string {
  return part.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}

function escapeLike(part: string): string {
  return part.replaceAll(/[\\%_]/g, String.raw`\$&`);
}
