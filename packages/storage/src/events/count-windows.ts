import { countConditions, hasMinute } from "./entry-conditions.ts";
import type { EventEngine } from "./event-engine.ts";
import { QueryTooLargeError } from "./event-store-errors.ts";
import type { CountFilter, WindowCounts } from "./event-store.ts";
import { formatMinute } from "./minute.ts";
import { findMinuteRange } from "./minute-range.ts";
import { int32, sql } from "./sql.ts";

/** Nearly four years of 2-minute windows. */
const MAX_WINDOWS = 1_000_000;

/**
 * Counts per window, quiet ones included, oldest first; windows begin at multiples of their width since 1970.
 * @throws RangeError unless `windowSeconds` is whole minutes: that is how fine the counts are.
 * @throws QueryTooLargeError if there are more than {@link MAX_WINDOWS}.
 */
export async function countWindows(
  engine: EventEngine,
  filter: CountFilter,
  windowSeconds: number,
): Promise<WindowCounts[]> {
  const width = windowSeconds / 60;
  if (!Number.isInteger(width) || width < 1) {
    throw new RangeError(`A window must be whole minutes, not ${windowSeconds} seconds`);
  }
  const range = await findMinuteRange(engine, filter);
  if (range === null) return [];
  if ((range.end - range.start) / width > MAX_WINDOWS) {
    throw new QueryTooLargeError(
      `From ${formatMinute(range.start)} to ${formatMinute(range.end)} there are more than ${MAX_WINDOWS} windows of ` +
        `${windowSeconds} seconds: narrow the range`,
    );
  }
  const rows = await engine.select<WindowRow>(sql`
    SELECT toInt32(floor(minute / ${int32(width)})) AS number, sum(count) AS totalCount,
           sumIf(count, level IN (1, 2)) AS errorCount, sumIf(count, level = 3) AS warnCount,
           sumIf(count, level = 4) AS infoCount, sumIf(count, level IN (5, 6)) AS debugCount,
           uniqExactIf(service, service != '') AS uniqueServices
    FROM minute_counts
    WHERE ${countConditions(filter)} AND ${hasMinute()}
    GROUP BY number`);
  const found = new Map(rows.map((row) => [row.number, row]));
  const windows: WindowCounts[] = [];
  for (let number = Math.floor(range.start / width); number * width < range.end; number++) {
    const { number: _, ...counts } = found.get(number) ?? { number, ...NO_COUNTS };
    windows.push({ start: formatMinute(number * width), ...counts });
  }
  return windows;
}

interface WindowRow extends Omit<WindowCounts, "start"> {
  number: number;
}

const NO_COUNTS = { totalCount: 0, errorCount: 0, warnCount: 0, infoCount: 0, debugCount: 0, uniqueServices: 0 };
