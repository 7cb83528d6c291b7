declare const sqlBrand: unique symbol;

/** SQL text and its bound values. Only {@link sql} makes one, so text can come from nowhere but the source code. */
export interface Sql {
  readonly [sqlBrand]: true;
  readonly parts: readonly string[];
  readonly holes: readonly Hole[];
}

/** A value with the ClickHouse type it is bound as. */
export interface Bound {
  readonly type:
    | "String"
    | "UInt8"
    | "UInt32"
    | "UInt64"
    | "Int32"
    | "Int64"
    | "Float64"
    | `Array(${"String" | "UInt8" | "UInt32" | "Int32" | "Float64"})`;
  readonly value: string | number | readonly string[] | readonly number[];
}

type Hole = Sql | Bound;

/** Tagged template: values become query parameters, other `sql` is spliced in, a plain string does not compile. */
export function sql(parts: TemplateStringsArray, ...holes: Hole[]): Sql {
  return { parts, holes } as unknown as Sql;
}

/** Conditions joined by AND; no conditions hold always. */
export function allOf(conditions: readonly Sql[]): Sql {
  const [first, ...others] = conditions;
  return first === undefined ? sql`1` : others.reduce((joined, next) => sql`${joined} AND ${next}`, first);
}

/** Conditions joined by OR, in parentheses; no conditions hold never. */
export function anyOf(conditions: readonly Sql[]): Sql {
  const [first, ...others] = conditions;
  if (first === undefined) return sql`0`;
  return sql`(${others.reduce((joined, next) => sql`${joined} OR ${next}`, first)})`;
}

/** An array of these expressions. */
export function arrayOf(expressions: readonly Sql[]): Sql {
  const [first, ...others] = expressions;
  if (first === undefined) return sql`[]`;
  return sql`[${others.reduce((joined, next) => sql`${joined}, ${next}`, first)}]`;
}

export const text = (value: string): Bound => ({ type: "String", value });
export const uint8 = (value: number): Bound => ({ type: "UInt8", value });
export const uint32 = (value: number): Bound => ({ type: "UInt32", value });
export const uint64 = (value: number): Bound => ({ type: "UInt64", value });
export const int32 = (value: number): Bound => ({ type: "Int32", value });
export const int64 = (value: number): Bound => ({ type: "Int64", value });
export const float64 = (value: number): Bound => ({ type: "Float64", value });
export const texts = (value: readonly string[]): Bound => ({ type: "Array(String)", value });
export const uint8s = (value: readonly number[]): Bound => ({ type: "Array(UInt8)", value });
export const int32s = (value: readonly number[]): Bound => ({ type: "Array(Int32)", value });
export const uint32s = (value: readonly number[]): Bound => ({ type: "Array(UInt32)", value });

export const float64s = (value: readonly number[]): Bound => ({ type: "Array(Float64)", value });
export interface RenderedSql {
  readonly text: string;
  readonly parameters: Readonly<Record<string, Bound["value"]>>;
}

/** The statement with `{p0:Type}` in place of its values, numbered from left to right. */
export function render(statement: Sql): RenderedSql {
  const parameters: Record<string, Bound["value"]> = {};
  let count = 0;
  const renderPart = (piece: Sql): string =>
    piece.parts.reduce((rendered, part, i) => {
      const hole = piece.holes[i - 1]!;
      if ("parts" in hole) return rendered + renderPart(hole) + part;
      const name = `p${count++}`;
      parameters[name] = hole.value;
      return `${rendered}{${name}:${hole.type}}${part}`;
    });
  return { text: renderPart(statement), parameters };
}
