import { type Column, kindOfColumn } from "./column.ts";
import { buildOf, type ShapeWords, textOf, WILDCARD, wordsOf } from "./shape-words.ts";

/** Shapes of which each belongs to one template. */
export interface Template {
  /** With `<*>` where its messages differ. */
  readonly text: string;
  /** Indices of its shapes, ascending. */
  readonly shapes: readonly number[];
}

/**
 * Groups shapes, distinct masked messages with `<*>` for what varies, by the statement that wrote them: each belongs to
 * one template. Shapes that are built alike are divided, at the position with the fewest words, until the positions at
 * which a group still differs hold values of parameters. The order is that of each template's first shape in its group of
 * like build; the grouping does not depend on the order of the shapes. The idea of dividing at the position with the
 * fewest words is IPLoM's (Makanju et al. 2009).
 */
export function mineTemplates(shapes: readonly string[]): Template[] {
  const cut = shapes.map(wordsOf);
  const groups = [...groupBy(cut.keys(), (row) => buildOf(cut[row]!))];
  const templates = groups.flatMap((rows) => split(cut, rows));
  return templates.map((rows) => ({ text: templateOf(cut, rows), shapes: rows }));
}

/** The rows, divided until each part is one template. */
function split(cut: readonly ShapeWords[], rows: readonly number[]): (readonly number[])[] {
  const position = positionToSplit(cut, rows);
  if (position < 0) return [rows];
  return [...groupBy(rows, (row) => cut[row]!.words[position]!)].flatMap((part) => split(cut, part));
}

/** The position whose words are those of different statements; -1 if the rows are one template. */
function positionToSplit(cut: readonly ShapeWords[], rows: readonly number[]): number {
  if (rows.length < 2) return -1;
  const columns = columnsOf(cut, rows);
  const constants = columns.filter(({ values }) => values.size === 1 && /\p{L}/u.test([...values.keys()][0]!)).length;
  const kinds = columns.map((column) => kindOfColumn(column, constants));
  const varying = kinds.filter((kind) => kind !== "constant").length;
  const isWhole =
    !kinds.includes("statement") && varying <= constants && kinds.filter((kind) => kind === "word").length <= 1;
  if (isWhole) return -1;
  const weakest = (["statement", "word", "value"] as const).find((kind) => kinds.includes(kind));
  let best = -1;
  kinds.forEach((kind, position) => {
    if (kind !== weakest) return;
    if (best < 0 || columns[position]!.values.size < columns[best]!.values.size) best = position;
  });
  return best;
}

function columnsOf(cut: readonly ShapeWords[], rows: readonly number[]): Column[] {
  const { words, gaps } = cut[rows[0]!]!;
  const values = words.map(() => new Map<string, number>());
  for (const row of rows) {
    cut[row]!.words.forEach((word, position) => {
      values[position]!.set(word, (values[position]!.get(word) ?? 0) + 1);
    });
  }
  return words.map((_, position) => ({
    values: values[position]!,
    before: gaps[position]!,
    after: gaps[position + 1]!,
    previous: position > 0 && values[position - 1]!.size === 1 ? words[position - 1]! : null,
    isFirst: position === 0,
    isLast: position === words.length - 1,
  }));
}

function templateOf(cut: readonly ShapeWords[], rows: readonly number[]): string {
  const { words, gaps } = cut[rows[0]!]!;
  const common = words.map((word, position) =>
    rows.every((row) => cut[row]!.words[position] === word) ? word : WILDCARD,
  );
  return textOf({ words: common, gaps });
}

function groupBy(rows: Iterable<number>, keyOf: (row: number) => string): Iterable<number[]> {
  const groups = new Map<string, number[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups.values();
}
