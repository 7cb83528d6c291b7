import { fileCondition } from "./entry-conditions.ts";
import type { EventEngine } from "./event-engine.ts";
import type { CountFilter } from "./event-store.ts";
import { isShapeOf } from "./shape-condition.ts";
import { sql } from "./sql.ts";

/** One message of each of the shapes, which are decimal, cut at 4096 characters. */
export async function findShapeExamples(
  engine: EventEngine,
  filter: Pick<CountFilter, "fileIds">,
  shapes: readonly string[],
): Promise<Map<string, string>> {
  if (shapes.length === 0) return new Map();
  const rows = await engine.select<{ name: string; example: string }>(sql`
    SELECT toString(shape) AS name, any(example) AS example
    FROM shapes
    WHERE ${fileCondition(filter)} AND ${isShapeOf(shapes)}
    GROUP BY shape`);
  return new Map(rows.map(({ name, example }) => [name, example]));
}
