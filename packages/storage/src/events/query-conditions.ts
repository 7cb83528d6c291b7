import {
  attributeOf,
  codeOfLevel,
  type FieldNode,
  type FieldTest,
  findSearchField,
  LEVELS,
  levelOfText,
  levelsCompared,
  momentOf,
  PARSE_STATUSES,
  parseStatusOf,
  quantityOf,
  type SearchComparison,
  type SearchFieldName,
  type SearchPattern,
  wholeNumberOf,
} from "@faultline/logs";
import { NO_TIMESTAMP_US } from "./entry-block.ts";
import type { EntryQuery } from "./event-store.ts";
import { instantUs } from "./instant-us.ts";
import { isShapeOf } from "./shape-condition.ts";
import { allOf, anyOf, float64, float64s, int64, type Sql, sql, text, texts, uint32, uint32s, uint8s } from "./sql.ts";
import { containsPattern, equalsPattern, recordContains } from "./text-conditions.ts";

/** The condition over `entries` that a query is; over `minute_counts` too, if it is countable. Never null. */
export function queryCondition(query: EntryQuery): Sql {
  switch (query.kind) {
    case "and":
      return sql`(${allOf(query.terms.map(queryCondition))})`;
    case "or":
      return anyOf(query.terms.map(queryCondition));
    case "not":
      return sql`NOT (${queryCondition(query.term)})`;
    case "words":
      return recordContains(query.pattern);
    case "files":
      return sql`file_id IN ${uint32s(query.fileIds)}`;
    case "shapes":
      return isShapeOf(query.shapes);
    case "field":
      return fieldCondition(query);
  }
}

/** Whether the counts per minute have all that the query is about. */
export function isCountable(query: EntryQuery): boolean {
  if (query.kind === "and" || query.kind === "or") return query.terms.every(isCountable);
  if (query.kind === "not") return isCountable(query.term);
  if (query.kind === "field") return COUNTED_FIELDS.has(query.field);
  return query.kind !== "words";
}

const COUNTED_FIELDS: ReadonlySet<string> = new Set(["level", "service", "file_id"] satisfies SearchFieldName[]);
const LEVEL_NAME = sql`arrayElement(${texts(["", ...LEVELS])}, level + 1)`;

/** The texts that a field of this name has, as they are compared and counted; "" where an entry has none. */
export function textOfField(name: string): Sql {
  switch (findSearchField(name)?.name) {
    case "level":
      return LEVEL_NAME;
    case "service":
      return sql`service`;
    case "host":
      return sql`host`;
    case "format":
      return sql`parser_name`;
    case "trace":
      return sql`trace_id`;
    case "message":
      return sql`message`;
    case "parse":
      return sql`arrayElement(${texts(PARSE_STATUSES)}, parse_status + 1)`;
    case "file_id":
      return sql`toString(file_id)`;
    case "line":
      return sql`toString(line_number)`;
    case "id":
      return sql`toString(id)`;
    case undefined:
      return sql`attributes[${text(attributeOf(name))}]`;
    default:
      throw new RangeError(`Entries do not know their ${name}`);
  }
}

function fieldCondition({ field, test }: FieldNode): Sql {
  switch (findSearchField(field)?.name) {
    case "level":
      return levelCondition(test);
    case "message":
      return contentCondition(sql`message`, test);
    case "raw":
      return contentCondition(sql`raw_line`, test);
    case "time":
      return timeCondition(test);
    case "line":
      return numberCondition(sql`line_number`, test);
    case "file_id":
      return numberCondition(sql`file_id`, test);
    case "id":
      return idCondition(test);
    case "parse":
      return test.kind === "text" ? parseStatusCondition(test.text) : sql`1`;
    case undefined:
      if (test.kind === "compare") return quantityCondition(textOfField(field), test.operator, test.value);
      return textCondition(textOfField(field), test);
    default:
      return textCondition(textOfField(field), test);
  }
}

/** Whether a text as a whole is what a field is tested for. */
export function textCondition(column: Sql, test: FieldTest): Sql {
  return test.kind === "exists" ? sql`${column} != ''` : equalsPattern(column, patternOf(test));
}

function contentCondition(column: Sql, test: FieldTest): Sql {
  return test.kind === "exists" ? sql`${column} != ''` : containsPattern(column, patternOf(test));
}

function levelCondition(test: FieldTest): Sql {
  if (test.kind === "exists") return sql`level != 0`;
  if (test.kind === "compare") {
    return sql`level IN ${uint8s(levelsCompared(test.operator, levelOf(test.value)).map(codeOfLevel))}`;
  }
  if (test.kind === "text") return sql`level IN ${uint8s([codeOfLevel(levelOf(test.text))])}`;
  return equalsPattern(LEVEL_NAME, test);
}

function timeCondition(test: FieldTest): Sql {
  const hasTime = sql`timestamp > ${instantUs(NO_TIMESTAMP_US)}`;
  if (test.kind === "exists") return hasTime;
  const { startUs, endUs } = known(momentOf(test.kind === "compare" ? test.value : textOf(test)));
  if (test.kind !== "compare") {
    return sql`(timestamp >= ${instantUs(startUs)} AND timestamp < ${instantUs(endUs)} AND ${hasTime})`;
  }
  // A moment may be long: after a day is after its end.
  if (test.operator === "<") return sql`(timestamp < ${instantUs(startUs)} AND ${hasTime})`;
  if (test.operator === "<=") return sql`(timestamp < ${instantUs(endUs)} AND ${hasTime})`;
  return sql`(timestamp >= ${instantUs(test.operator === ">" ? endUs : startUs)} AND ${hasTime})`;
}

function numberCondition(column: Sql, test: FieldTest): Sql {
  if (test.kind === "exists") return sql`1`;
  if (test.kind === "compare") {
    return compared(sql`toFloat64(${column})`, test.operator, float64(known(wholeNumberOf(test.value))));
  }
  // As 64 bits: the engine would cut a larger number down to those of the column.
  return sql`${column} = ${int64(known(wholeNumberOf(textOf(test))))}`;
}

function idCondition(test: FieldTest): Sql {
  if (test.kind === "exists") return sql`1`;
  const id = known(wholeNumberOf(textOf(test)));
  return sql`(file_id = ${int64(Math.floor(id / 2 ** 32))} AND line_number = ${uint32(id % 2 ** 32)})`;
}

function parseStatusCondition(word: string): Sql {
  return sql`parse_status IN ${uint8s([PARSE_STATUSES.indexOf(known(parseStatusOf(word)))])}`;
}

const TIME_UNITS = ["ns", "us", "µs", "μs", "ms", "s", "m", "min", "h"];
const UNIT_LENGTHS_NS = [1, 1e3, 1e3, 1e3, 1e6, 1e9, 6e10, 6e10, 3.6e12];
const TIME_NUMBER = String.raw`^([-+]?[0-9]*\.?[0-9]+) ?(?:ns|us|µs|μs|ms|s|m|min|h)$`;
const TIME_UNIT = "(ns|us|µs|μs|ms|s|m|min|h)$";

/** A number is compared with values that are numbers, a length of time with those that are lengths of time. */
function quantityCondition(column: Sql, operator: SearchComparison, value: string): Sql {
  const quantity = known(quantityOf(value));
  if (!quantity.isTime)
    return sql`ifNull(${compared(sql`toFloat64OrNull(${column})`, operator, float64(quantity.value))}, 0)`;
  const unit = sql`extract(${column}, ${text(TIME_UNIT)})`;
  const lengthNs = sql`transform(${unit}, ${texts(TIME_UNITS)}, ${float64s(UNIT_LENGTHS_NS)}, toFloat64(0))`;
  const number = sql`toFloat64OrNull(extract(${column}, ${text(TIME_NUMBER)}))`;
  return sql`ifNull(${compared(sql`${number} * ${lengthNs}`, operator, float64(quantity.value))}, 0)`;
}

function compared(left: Sql, operator: SearchComparison, right: ReturnType<typeof float64>): Sql {
  switch (operator) {
    case "<":
      return sql`${left} < ${right}`;
    case "<=":
      return sql`${left} <= ${right}`;
    case ">":
      return sql`${left} > ${right}`;
    case ">=":
      return sql`${left} >= ${right}`;
  }
}

function patternOf(test: FieldTest): SearchPattern {
  return known(test.kind === "exists" || test.kind === "compare" ? null : test);
}

function textOf(test: FieldTest): string {
  return known(test.kind === "text" ? test.text : null);
}

function levelOf(word: string) {
  return known(levelOfText(word));
}

/** What the parser has let through has a value. */
function known<T>(value: T | null): T {
  if (value === null) throw new RangeError("a query that the parser would have refused");
  return value;
}
