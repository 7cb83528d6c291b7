import { findSearchField } from "@faultline/logs";
import { countedEntries, isCountableFilter } from "./counted-entries.ts";
import type { EventEngine } from "./event-engine.ts";
import type { EntryFilter, ValueCount, ValueCounts, ValueSummary } from "./event-store.ts";
import { newestConditions } from "./newest-conditions.ts";
import { textOfField } from "./query-conditions.ts";
import { arrayOf, type Sql, sql, text, uint64 } from "./sql.ts";

/** Entries that are looked at one by one; of more only the newest. */
const MOST_ENTRIES = 5_000_000;
const MOST_FILES = 10_000;

/** How often each value of some fields is there among what matches, and which attributes are. */
export async function countValues(
  engine: EventEngine,
  filter: EntryFilter,
  fields: readonly string[],
): Promise<ValueSummary> {
  const isCountable = isCountableFilter(filter);
  const counted = fields.filter((field) => isCountable && isCounted(field));
  const others = fields.filter((field) => !counted.includes(field));
  const [fromCounts, fromEntries] = await Promise.all([
    Promise.all(counted.map((field) => countCounted(engine, filter, field))),
    countInEntries(engine, filter, others),
  ]);
  const of = (field: string) => fromCounts[counted.indexOf(field)] ?? fromEntries.fields[others.indexOf(field)]!;
  return { ...fromEntries, fields: fields.map(of) };
}

/** Values of a field that begin with `prefix`, in any case, the most frequent first. */
export async function suggestValues(
  engine: EventEngine,
  filter: EntryFilter,
  field: string,
  prefix: string,
): Promise<ValueCount[]> {
  const { conditions } = await newestConditions(engine, filter, MOST_ENTRIES);
  const value = sql`CAST(${textOfField(field)}, 'String')`;
  const [row] = await engine.select<{ found: [string, number, number][] }>(sql`
    SELECT ${mostFrequent(value)} AS found
    FROM entries
    WHERE ${conditions} AND ${value} != '' AND startsWith(lowerUTF8(${value}), lowerUTF8(${text(prefix)}))`);
  return (row?.found ?? []).map(([found, count]) => ({ value: found, count }));
}

function isCounted(field: string): boolean {
  const name = findSearchField(field)?.name;
  return name === "level" || name === "service" || name === "file_id";
}

async function countCounted(engine: EventEngine, filter: EntryFilter, field: string): Promise<ValueCounts> {
  const rows = await engine.select<{ value: string; entries: number; distinct: number }>(sql`
    SELECT CAST(${textOfField(field)}, 'String') AS value, sum(count) AS entries, count() OVER () AS distinct
    FROM ${countedEntries(filter)}
    GROUP BY value
    ORDER BY entries DESC, value
    LIMIT ${uint64(MOST_FILES)}`);
  const missing = rows.find(({ value }) => value === "")?.entries ?? 0;
  return {
    field,
    values: rows.filter(({ value }) => value !== "").map(({ value, entries }) => ({ value, count: entries })),
    distinct: (rows[0]?.distinct ?? 0) - (missing > 0 ? 1 : 0),
    missing,
  };
}

async function countInEntries(
  engine: EventEngine,
  filter: EntryFilter,
  fields: readonly string[],
): Promise<ValueSummary> {
  const { conditions, isAll } = await newestConditions(engine, filter, MOST_ENTRIES);
  const values = fields.map((field) => sql`CAST(${textOfField(field)}, 'String')`);
  const counts = values.map(
    (value) => sql`(${mostFrequent(value)}, uniqIf(${value}, ${value} != ''), countIf(${value} = ''))`,
  );
  const [row] = await engine.select<ValueRow>(sql`
    SELECT count() AS counted, ${arrayOf(counts)} AS fields,
           arrayMap(found -> (found.1, found.2, found.3), approx_top_countArray(100, 10000)(attributes.keys)) AS names
    FROM entries
    WHERE ${conditions}`);
  const { counted, fields: found, names } = row ?? { counted: 0, fields: [], names: [] };
  const isExact = [...found.map(([most]) => most), names].every((most) => most.every(([, , error]) => error === 0));
  return {
    fields: fields.map((field, i) => {
      const [most, distinct, missing] = found[i] ?? [[], 0, 0];
      return { field, values: most.filter(([value]) => value !== "").map(valueCountOf), distinct, missing };
    }),
    attributes: names.map(valueCountOf),
    countedEntries: counted,
    isApproximate: !isAll || !isExact,
  };
}

/** Value, count, and by how much the count may be too great. */
type Frequent = readonly [string, number, number];

interface ValueRow {
  counted: number;
  fields: [Frequent[], number, number][];
  names: Frequent[];
}

function valueCountOf([value, count]: Frequent): ValueCount {
  return { value, count };
}

/** Metwally et al. (2005): exact while there are no more values than places, and bound in memory if there are. */
function mostFrequent(value: Sql): Sql {
  return sql`arrayMap(found -> (found.1, found.2, found.3), approx_top_count(1000, 10000)(${value}))`;
}
