import { type ActivityRow, createActivity } from "./activity-columns.ts";
import type { Activity } from "./analysis-counts.ts";
import { countConditions } from "./entry-conditions.ts";
import type { EventEngine } from "./event-engine.ts";
import type { CountFilter } from "./event-store.ts";
import { isShapeOf } from "./shape-condition.ts";
import { allOf, int32, type Sql, sql, texts, uint32, uint8 } from "./sql.ts";
import { findWindowGrid, type WindowGrid, windowChunks } from "./window-grid.ts";

/** So many cells take 16 MB. */
const MAX_CELLS = 1_000_000;
const MOST_SERVICES = 100;
const MOST_SHAPES = 2000;
/** FATAL, ERROR and WARNING. */
const IS_URGENT = sql`level IN (1, 2, 3)`;

/**
 * Counts per window, quiet ones included, by level, by service, and those of FATAL, ERROR and WARNING by shape; windows
 * begin at multiples of their width since 1970. Of services and shapes only the most frequent, as many as there is room
 * for. Null if nothing bounds the range.
 *
 * @throws RangeError unless `windowSeconds` is whole minutes: that is how fine the counts are.
 * @throws QueryTooLargeError if there are more than a million windows.
 */
export async function countActivity(
  engine: EventEngine,
  filter: CountFilter,
  windowSeconds: number,
): Promise<Activity | null> {
  const grid = await findWindowGrid(engine, filter, windowSeconds);
  if (grid === null) return null;
  const activity = createActivity(grid);
  const chunks = [...windowChunks(grid)];
  // Where there is much, what would not be kept is not even asked for.
  const chosen = chunks.length === 1 ? null : await chooseNames(engine, filter, grid);
  for (const chunk of chunks) {
    const matching = sql`${countConditions(filter)} AND ${chunk.condition}`;
    const rows = await countChunk(engine, matching, chunk, chosen);
    activity.add(rows);
    const isWhole = chosen === null && rows.every(({ kind, names }) => kind !== "service" || names <= MOST_SERVICES);
    if (!isWhole) activity.setServices(await countServices(engine, matching, chunk));
  }
  return activity.columns();
}

interface Chosen {
  readonly services: readonly string[];
  readonly shapes: readonly string[];
}

/**
 * One pass over the counts for all three. The names that occur in the fewest windows go first among the most frequent:
 * they tell the most for the room.
 */
function countChunk(
  engine: EventEngine,
  matching: Sql,
  grid: WindowGrid,
  chosen: Chosen | null,
): Promise<ActivityRow[]> {
  const isShape = chosen === null ? IS_URGENT : allOf([IS_URGENT, isShapeOf(chosen.shapes)]);
  const isService = chosen === null ? sql`service != ''` : sql`service IN ${texts(chosen.services)}`;
  return engine.select<ActivityRow>(sql`
    SELECT kind, name, names, windows, counts
    FROM (
      SELECT kind, name, names, windows, counts,
             sum(length(windows)) OVER (PARTITION BY kind ORDER BY length(windows), name) AS cells
      FROM (
        SELECT multiIf(${IS_LEVELS}, 'level', ${IS_SERVICES}, 'service', 'shape') AS kind,
               multiIf(${IS_LEVELS}, toString(level_key), ${IS_SERVICES}, toString(service_key), toString(shape_key)) AS name,
               groupArray(window) AS windows, groupArray(entries) AS counts,
               row_number() OVER (PARTITION BY kind ORDER BY sum(entries) DESC, name) AS place,
               count() OVER (PARTITION BY kind) AS names
        FROM (
          SELECT ${windowOf(grid)} AS window, level AS level_key, if(${isService}, service, '') AS service_key,
                 ${isShape} AS is_shape, if(is_shape, shape, 0) AS shape_key,
                 sum(count) AS entries, grouping(level_key, service_key, shape_key) AS without
          FROM minute_counts
          WHERE ${matching}
          GROUP BY GROUPING SETS ((window, level_key), (window, service_key), (window, is_shape, shape_key))
        )
        WHERE ${IS_LEVELS} OR if(${IS_SERVICES}, service_key != '', is_shape)
        GROUP BY without, level_key, service_key, shape_key
      )
      WHERE place <= if(kind = 'service', ${uint32(MOST_SERVICES)}, ${uint32(MOST_SHAPES)})
    )
    WHERE cells <= ${uint32(MAX_CELLS)}
    ORDER BY kind, cells`);
}

// `grouping` has a bit for each key that a set is without, the first key's the highest.
const IS_LEVELS = sql`without = ${uint8(0b011)}`;
const IS_SERVICES = sql`without = ${uint8(0b101)}`;

function windowOf({ first, width }: WindowGrid): Sql {
  return sql`intDiv(minute - ${int32(first)}, ${int32(width)})`;
}

/** How many services there are in each window, where not all of them are listed. */
function countServices(engine: EventEngine, matching: Sql, grid: WindowGrid) {
  return engine.select<{ window: number; services: number }>(sql`
    SELECT ${windowOf(grid)} AS window, uniqExact(service) AS services
    FROM minute_counts
    WHERE ${matching} AND service != ''
    GROUP BY window`);
}

async function chooseNames(engine: EventEngine, filter: CountFilter, grid: WindowGrid): Promise<Chosen> {
  const { first, end } = grid;
  const matching = sql`${countConditions(filter)} AND minute >= ${int32(first)} AND minute < ${int32(end)}`;
  const choose = async (name: Sql, isCounted: Sql, most: number): Promise<string[]> => {
    const measured = await engine.select<{ name: string; cells: number }>(sql`
      SELECT ${name} AS name, sum(count) AS entries, uniqExact(${windowOf(grid)}) AS cells
      FROM minute_counts
      WHERE ${matching} AND ${isCounted}
      GROUP BY name
      ORDER BY entries DESC, name
      LIMIT ${uint32(most)}`);
    let cells = 0;
    const rising = measured.toSorted((a, b) => a.cells - b.cells);
    return rising.filter((row) => (cells += row.cells) <= MAX_CELLS).map((row) => row.name);
  };
  return {
    services: await choose(sql`toString(service)`, sql`service != ''`, MOST_SERVICES),
    shapes: await choose(sql`toString(shape)`, IS_URGENT, MOST_SHAPES),
  };
}
