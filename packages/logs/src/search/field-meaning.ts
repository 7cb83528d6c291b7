import { levelOfWord } from "../level-word.ts";
import { type Level, LEVELS, levelOfCode } from "../level.ts";
import { PARSE_STATUSES, type ParseStatus } from "../record-block.ts";
import { encodeText } from "../text.ts";
import { findSearchField } from "./search-fields.ts";
import type { FieldNode, SearchComparison, SearchPattern, SearchSpan } from "./search-query.ts";
import { quantityOf } from "./quantity.ts";
import { SearchSyntaxError } from "./search-syntax-error.ts";
import { momentOf } from "./moment.ts";

const ATTRIBUTE_PREFIX = "attributes.";

/** The attribute that a field's name in a query is of. One that is called as a known field is `attributes.level`. */
export function attributeOf(field: string): string {
  return field.startsWith(ATTRIBUTE_PREFIX) ? field.slice(ATTRIBUTE_PREFIX.length) : field;
}

/** The name by which a query finds an attribute. */
export function fieldOfAttribute(attribute: string): string {
  const isTaken = findSearchField(attribute) !== null || attribute.startsWith(ATTRIBUTE_PREFIX);
  return isTaken ? ATTRIBUTE_PREFIX + attribute : attribute;
}

/** The level that a word stands for, such as `warn`; null if it stands for none. */
export function levelOfText(word: string): Level | null {
  const bytes = encodeText(word);
  return levelOfCode(levelOfWord(bytes, 0, bytes.length));
}

/** The levels that a comparison holds for: FATAL is the greatest. */
export function levelsCompared(operator: SearchComparison, level: Level): Level[] {
  const rank = LEVELS.indexOf(level);
  return LEVELS.filter((_, i) => {
    if (i === rank) return operator.endsWith("=");
    return operator.startsWith(">") ? i < rank : i > rank;
  });
}

export function parseStatusOf(word: string): ParseStatus | null {
  return PARSE_STATUSES.find((status) => status === word.toLowerCase()) ?? null;
}

/** A whole number as ids and line numbers are; null if the text is none. */
export function wholeNumberOf(text: string): number | null {
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/**
 * Refuses a test that the field cannot have, so that what is compiled later has a meaning.
 * @throws SearchSyntaxError
 */
export function requireMeaning({ field, test }: FieldNode, value: SearchSpan): void {
  if (test.kind === "exists") return;
  const kind = findSearchField(field)?.kind ?? "attribute";
  const refuse = (message: string): never => {
    throw new SearchSyntaxError(message, value);
  };
  if (test.kind === "compare") {
    const problem = COMPARED[kind]?.(test.value) ?? `${field} has no order: it cannot be compared by ${test.operator}.`;
    if (problem !== "") refuse(problem.replaceAll("FIELD", field));
    return;
  }
  const problem = EQUAL[kind]?.(test) ?? "";
  if (problem !== "") refuse(problem.replaceAll("FIELD", field));
}

const A_LEVEL = `Levels are ${LEVELS.join(", ")}.`;
const A_NUMBER = "FIELD is compared with a whole number.";
const A_QUANTITY = "FIELD is compared with a number, or with a time such as 250ms.";
const A_TIME = "FIELD is compared with a date or a time such as 2026-11-22T14:30.";

/** What is wrong with a value in a comparison; "" if nothing is. A kind that is not here has no order. */
const COMPARED: Readonly<Record<string, (value: string) => string>> = {
  level: (value) => (levelOfText(value) ? "" : A_LEVEL),
  number: (value) => (wholeNumberOf(value) === null ? A_NUMBER : ""),
  time: (value) => (momentOf(value) ? "" : A_TIME),
  attribute: (value) => (quantityOf(value) ? "" : A_QUANTITY),
};

/** The same without a comparison. A kind that is not here takes any pattern. */
const EQUAL: Readonly<Record<string, (pattern: SearchPattern) => string>> = {
  level: (pattern) => (pattern.kind === "text" && !levelOfText(pattern.text) ? A_LEVEL : ""),
  number: (pattern) =>
    pattern.kind === "text" && wholeNumberOf(pattern.text) !== null ? "" : "FIELD is a whole number.",
  id: (pattern) => (pattern.kind === "text" && wholeNumberOf(pattern.text) !== null ? "" : "FIELD is a whole number."),
  time: (pattern) => (pattern.kind === "text" && momentOf(pattern.text) ? "" : A_TIME),
  "parse-status": (pattern) =>
    pattern.kind === "text" && parseStatusOf(pattern.text) ? "" : `FIELD is one of ${PARSE_STATUSES.join(", ")}.`,
};
