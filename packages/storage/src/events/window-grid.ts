import type { EventEngine } from "./event-engine.ts";
import { QueryTooLargeError } from "./event-store-errors.ts";
import type { CountFilter } from "./event-store.ts";
import { formatMinute } from "./minute.ts";
import { findMinuteRange } from "./minute-range.ts";
import { int32, type Sql, sql } from "./sql.ts";

/** Nearly four years of 2-minute windows. */
const MAX_WINDOWS = 1_000_000;
/** An answer with the counts of so many is read without holding up whoever else is asking. */
const CHUNK_WINDOWS = 20_000;

/** Windows over the range of a filter, numbered from 0. */
export interface WindowGrid {
  /** Minute since 1970 at which the first window begins: a multiple of the width. */
  readonly first: number;
  /** In minutes. */
  readonly width: number;
  readonly windowCount: number;
  /** End of the range, in minutes since 1970, exclusive. */
  readonly end: number;
}

/**
 * Null if nothing bounds the range.
 * @throws RangeError unless `windowSeconds` is whole minutes
 * @throws QueryTooLargeError if there are more than {@link MAX_WINDOWS}
 */
export async function findWindowGrid(
  engine: EventEngine,
  filter: CountFilter,
  windowSeconds: number,
): Promise<WindowGrid | null> {
  const width = windowSeconds / 60;
  if (!Number.isInteger(width) || width < 1) {
    throw new RangeError(`A window must be whole minutes, not ${windowSeconds} seconds`);
  }
  const range = await findMinuteRange(engine, filter);
  if (range === null) return null;
  const first = Math.floor(range.start / width) * width;
  const windowCount = Math.ceil((range.end - first) / width);
  if (windowCount > MAX_WINDOWS) {
    throw new QueryTooLargeError(
      `From ${formatMinute(range.start)} to ${formatMinute(range.end)} there are more than ${MAX_WINDOWS} windows of ` +
        `${windowSeconds} seconds: narrow the range`,
    );
  }
  return { first, width, windowCount, end: range.end };
}

/** The grid in pieces, each with the condition on `minute` that selects it. */
export function* windowChunks(grid: WindowGrid): Generator<WindowGrid & { condition: Sql }> {
  const { first, width, windowCount } = grid;
  for (let window = 0; window < windowCount; window += CHUNK_WINDOWS) {
    const from = first + window * width;
    const to = first + Math.min(window + CHUNK_WINDOWS, windowCount) * width;
    yield { ...grid, condition: sql`minute >= ${int32(from)} AND minute < ${int32(to)}` };
  }
}
