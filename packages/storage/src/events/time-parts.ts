import { countedEntries } from "./counted-entries.ts";
import type { EventEngine } from "./event-engine.ts";
import type { EntryFilter, TimeParts } from "./event-store.ts";
import { formatMinute, NO_MINUTE } from "./minute.ts";
import { int32, sql, uint64 } from "./sql.ts";

interface PartRow {
  readonly first: number;
  readonly last: number;
  readonly total: number;
  readonly fatal: number;
  readonly error: number;
  readonly warning: number;
}

/** The quantiles of time: what matches, in at most `maxParts` parts of whole minutes with about as many entries each. */
export async function findTimeParts(engine: EventEngine, filter: EntryFilter, maxParts: number): Promise<TimeParts> {
  const isDated = sql`minute > ${int32(NO_MINUTE)}`;
  const rows = await engine.select<PartRow>(sql`
    SELECT min(minute) AS first, max(minute) AS last, sum(of_minute) AS total,
           sum(fatals) AS fatal, sum(errors) AS error, sum(warnings) AS warning
    FROM (
      SELECT *, sum(if(${isDated}, of_minute, 0)) OVER (ORDER BY minute) - of_minute AS before,
             sum(if(${isDated}, of_minute, 0)) OVER () AS dated
      FROM (
        SELECT minute, toInt64(sum(count)) AS of_minute, sumIf(count, level = 1) AS fatals,
               sumIf(count, level = 2) AS errors, sumIf(count, level = 3) AS warnings
        FROM ${countedEntries(filter)}
        GROUP BY minute
      )
    )
    GROUP BY if(${isDated}, intDiv(before * ${uint64(maxParts)}, dated), -1) AS part
    ORDER BY first`);
  const isOfDated = ({ first }: PartRow) => first > NO_MINUTE;
  const parts = rows.filter(isOfDated).map(({ first, last, ...counts }) => ({
    start: formatMinute(first),
    end: formatMinute(last + 1),
    ...counts,
  }));
  return { parts, undated: rows.find((row) => !isOfDated(row))?.total ?? 0 };
}
