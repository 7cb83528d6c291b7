import { type Sql, sql, texts } from "./sql.ts";

/** The engines take a value of some hundred kilobytes, and no longer one. */
const SHAPES_OF_A_VALUE = 4000;

/** Condition on a table's `shape`; shapes are decimal. From a subquery the engine makes a set, an array it would search. */
export function isShapeOf(shapes: readonly string[]): Sql {
  let all = sql`${texts(shapes.slice(0, SHAPES_OF_A_VALUE))}`;
  for (let at = SHAPES_OF_A_VALUE; at < shapes.length; at += SHAPES_OF_A_VALUE) {
    all = sql`${all}, ${texts(shapes.slice(at, at + SHAPES_OF_A_VALUE))}`;
  }
  return sql`shape IN (SELECT arrayJoin(arrayMap(each -> toUInt64(each), arrayConcat(${all}))))`;
}
