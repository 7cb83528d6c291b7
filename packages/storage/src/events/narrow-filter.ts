import { NO_TIMESTAMP_US } from "./entry-block.ts";
import { fileCondition } from "./entry-conditions.ts";
import type { EventEngine } from "./event-engine.ts";
import type { EntryFilter, TimeRangeUs } from "./event-store.ts";
import { type Required, requiredOf } from "./required-texts.ts";
import { sql } from "./sql.ts";
import { textFilters } from "./text-filter-column.ts";

/** A condition for each range: with more of them it would take longer than what it leaves out. */
const MOST_RANGES = 128;
const MOST_TEXTS = 16;
/** Of what is stored; of more, to leave out the rest would take as long as it spares. */
const MOST_OF_ALL = 0.5;

interface FileRow {
  readonly id: number;
  readonly entries: number;
  readonly least_us: number;
  readonly greatest_us: number;
}

interface FilteredRow {
  readonly id: number;
  readonly entries: number;
  readonly candidates: number;
  readonly undated: number;
  readonly ranges: [number, number][];
}

/** Where there may be what a filter requires. */
export interface Candidates {
  /** Apart from each other, from the earliest on; some thousand where there is much. */
  readonly ranges: readonly TimeRangeUs[];
  /** About so many are in these ranges. */
  readonly entries: number;
}

/** The filter, limited to the ranges of time in which there may be what it requires; as it is, where that is no help. */
export async function narrowFilter(engine: EventEngine, filter: EntryFilter): Promise<EntryFilter> {
  const candidates = await findCandidates(engine, filter);
  return candidates === null ? filter : { ...filter, ranges: joinRanges(candidates.ranges, MOST_RANGES) };
}

/** Null where to know them is no help. */
export async function findCandidates(engine: EventEngine, filter: EntryFilter): Promise<Candidates | null> {
  const required = requiredOf(filter);
  if (required === null || countTexts(required) > MOST_TEXTS) return null;
  // Least and greatest of whole numbers: compiled, the engine (26.7) takes what is before 1970 for the greatest DateTime64.
  const [files, filtered] = await Promise.all([
    engine.select<FileRow>(sql`
      SELECT file_id AS id, sum(count) AS entries,
             min(toUnixTimestamp64Micro(first_seen)) AS least_us, max(toUnixTimestamp64Micro(last_seen)) AS greatest_us
      FROM minute_counts
      WHERE ${fileCondition(filter)}
      GROUP BY id`),
    engine.select<FilteredRow>(sql`
      SELECT file_id AS id, sum(records) AS entries, sumIf(records, may_have) AS candidates,
             countIf(may_have AND without_time > 0) AS undated,
             groupArrayIf([least_us, greatest_us], may_have AND without_time < records) AS ranges
      FROM ${textFilters(required)}
      GROUP BY id
      SETTINGS short_circuit_function_evaluation = 'disable'`),
  ]);
  const byFile = new Map(filtered.map((row) => [row.id, row]));
  let [all, candidates] = [0, 0];
  const ranges: TimeRangeUs[] = [];
  for (const file of files) {
    const ofFile = byFile.get(file.id);
    all += file.entries;
    // What earlier versions stored has none, and of what is just being stored only the one or the other may be seen.
    if (ofFile === undefined || ofFile.entries !== file.entries) {
      candidates += file.entries;
      ranges.push({ leastUs: file.least_us, greatestUs: file.greatest_us });
      continue;
    }
    candidates += ofFile.candidates;
    for (const [leastUs, greatestUs] of ofFile.ranges) ranges.push({ leastUs, greatestUs });
    if (ofFile.undated > 0) ranges.push({ leastUs: NO_TIMESTAMP_US, greatestUs: NO_TIMESTAMP_US });
  }
  if (candidates > all * MOST_OF_ALL) return null;
  return { ranges: joinRanges(ranges, Infinity), entries: candidates };
}

/** Those within a part of time, `endUs` exclusive, as a filter takes them: the less time, the fewer are joined. */
export function rangesWithin(ranges: readonly TimeRangeUs[], startUs: number, endUs: number): TimeRangeUs[] {
  const within = ranges.filter(({ leastUs, greatestUs }) => leastUs < endUs && greatestUs >= startUs);
  return joinRanges(within, MOST_RANGES);
}

/** Ranges apart from each other that hold all of these, from the earliest on: those nearest to each other become one. */
export function joinRanges(ranges: readonly TimeRangeUs[], most: number): TimeRangeUs[] {
  const apart: TimeRangeUs[] = [];
  for (const { leastUs, greatestUs } of ranges.toSorted((a, b) => a.leastUs - b.leastUs)) {
    const last = apart.at(-1);
    if (last === undefined || leastUs > last.greatestUs) apart.push({ leastUs, greatestUs });
    else apart[apart.length - 1] = { leastUs: last.leastUs, greatestUs: Math.max(last.greatestUs, greatestUs) };
  }
  if (apart.length <= most) return apart;
  const gaps = apart.slice(1).map(({ leastUs }, i) => ({ behind: i, width: leastUs - apart[i]!.greatestUs }));
  const kept = gaps.toSorted((a, b) => b.width - a.width).slice(0, most - 1);
  const ends = [...kept.map(({ behind }) => behind), apart.length - 1].toSorted((a, b) => a - b);
  return ends.map((end, i) => ({
    leastUs: apart[(ends[i - 1] ?? -1) + 1]!.leastUs,
    greatestUs: apart[end]!.greatestUs,
  }));
}

function countTexts(required: Required): number {
  return required.kind === "text" ? 1 : required.of.reduce((sum, each) => sum + countTexts(each), 0);
}
