import { countConditions, entryConditions, hasMinute } from "./entry-conditions.ts";
import type { EventEngine } from "./event-engine.ts";
import type { EntryFilter } from "./event-store.ts";
import { parseInstantUs } from "./instant.ts";
import { US_PER_MINUTE } from "./minute.ts";
import { isShapeOf } from "./shape-condition.ts";
import { int32, int32s, sql, texts, uint32, uint32s } from "./sql.ts";

/** Of one shape in one window, so that a flood does not hide the rest. */
const EXAMPLES_OF_A_SHAPE = 2;

/**
 * Ids of a few entries in each of some windows, in the order of `starts`: those of the shapes that are given go first,
 * then errors, then warnings; others only where there is none of these. Of each shape the first entry, and the last.
 *
 * The counts per minute know when each shape was first and last seen: only there is looked for entries, since reading
 * windows of millions of entries whole takes a hundred times longer.
 *
 * @param starts ISO 8601: where the windows begin
 * @param windowSeconds whole minutes
 */
export async function findWindowExamples(
  engine: EventEngine,
  filter: Pick<EntryFilter, "services" | "fileIds">,
  starts: readonly string[],
  windowSeconds: number,
  shapes: readonly string[],
  limit: number,
): Promise<number[][]> {
  if (starts.length === 0) return [];
  const minutes = starts.map((start) => Math.floor(parseInstantUs(start) / US_PER_MINUTE));
  const sightings = await findSightings(engine, filter, { minutes, width: windowSeconds / 60, shapes, limit });
  const shown = minutes.map((minute) => shownIn(minute, sightings, limit));
  const entriesOf = await findEntriesSeen(engine, filter, shown.flat());
  return shown.map((here) => here.flatMap((sighting) => idsOf(sighting, entriesOf)).slice(0, limit));
}

/** Those of a window that tell the most, as many as it takes: each of the others would be looked for in vain. */
function shownIn(window: number, sightings: readonly Sighting[], limit: number): Sighting[] {
  const here = sightings.filter((sighting) => sighting.window === window);
  const telling = here.filter(({ urgency }) => urgency < URGENCY_OF_OTHERS);
  let entries = 0;
  return (telling.length > 0 ? telling : here).filter((sighting) => {
    const hasRoom = entries < limit;
    entries += Math.min(sighting.entries, EXAMPLES_OF_A_SHAPE);
    return hasRoom;
  });
}

const URGENCY_OF_OTHERS = 3;

/** That a shape was seen, first and last, in a window. */
interface Sighting {
  /** The minute since 1970 at which the window begins. */
  readonly window: number;
  readonly urgency: number;
  /** The shape, in decimal. */
  readonly shapeText: string;
  readonly level: number;
  readonly entries: number;
  readonly firstUs: number;
  readonly firstFile: number;
  readonly lastUs: number;
  readonly lastFile: number;
}

const MAX_MINUTES_NAMED = 2000;

interface Wanted {
  readonly minutes: readonly number[];
  readonly width: number;
  readonly shapes: readonly string[];
  readonly limit: number;
}

function findSightings(
  engine: EventEngine,
  filter: Pick<EntryFilter, "services" | "fileIds">,
  { minutes, width, shapes, limit }: Wanted,
): Promise<Sighting[]> {
  const window = sql`toInt32(floor(minute / ${int32(width)})) * ${int32(width)}`;
  // Minutes are looked up by the table's key where they can all be named.
  const isMinute =
    minutes.length * width <= MAX_MINUTES_NAMED
      ? sql`minute IN ${int32s(minutes.flatMap((first) => Array.from({ length: width }, (_, i) => first + i)))}`
      : sql`${window} IN ${int32s(minutes)}`;
  return engine.select<Sighting>(sql`
    SELECT ${window} AS window, toString(shape) AS shapeText, level, sum(count) AS entries,
           multiIf(${isShapeOf(shapes)}, 0, level IN (1, 2), 1, level = 3, 2, ${uint32(URGENCY_OF_OTHERS)}) AS urgency,
           min(toUnixTimestamp64Micro(first_seen)) AS firstUs, argMin(file_id, first_seen) AS firstFile,
           max(toUnixTimestamp64Micro(last_seen)) AS lastUs, argMax(file_id, last_seen) AS lastFile
    FROM minute_counts
    WHERE ${countConditions(filter)} AND ${hasMinute()} AND ${isMinute}
    GROUP BY window, shape, level
    ORDER BY window, urgency, firstUs, shape, level
    LIMIT ${uint32(limit)} BY window`);
}

/** Ids by {@link keyOf} the sightings at one instant, ascending, some at most. */
async function findEntriesSeen(
  engine: EventEngine,
  filter: Pick<EntryFilter, "services" | "fileIds">,
  sightings: readonly Sighting[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  if (sightings.length === 0) return new Map();
  const instants = sightings.flatMap((seen) => [String(seen.firstUs), String(seen.lastUs)]);
  const files = sightings.flatMap((seen) => [seen.firstFile, seen.lastFile]);
  const rows = await engine.select<{ key: string; ids: number[] }>(sql`
    SELECT concat(toString(toUnixTimestamp64Micro(timestamp)), ' ', toString(shape), ' ', toString(level)) AS key,
           groupArraySorted(${uint32(EXAMPLES_OF_A_SHAPE)})(toUInt64(file_id) * 4294967296 + line_number) AS ids
    FROM entries
    WHERE (timestamp, file_id) IN (
            SELECT fromUnixTimestamp64Micro(toInt64(seen.1), 'UTC'), seen.2
            FROM (SELECT arrayJoin(arrayZip(${texts(instants)}, ${uint32s(files)})) AS seen)
          )
      AND ${isShapeOf([...new Set(sightings.map(({ shapeText }) => shapeText))])} AND ${entryConditions(filter)}
    GROUP BY timestamp, shape, level`);
  return new Map(rows.map(({ key, ids }) => [key, ids]));
}

function keyOf(us: number, { shapeText, level }: Sighting): string {
  return `${us} ${shapeText} ${level}`;
}

function idsOf(sighting: Sighting, entriesOf: ReadonlyMap<string, readonly number[]>): number[] {
  const [firsts, lasts] = [sighting.firstUs, sighting.lastUs].map((us) => entriesOf.get(keyOf(us, sighting)) ?? []);
  const [first, ...next] = firsts!;
  const last = lasts!.at(-1) ?? first;
  if (first === undefined) return last === undefined ? [] : [last];
  return last === first ? [first, ...next] : [first, last!];
}
