import { NO_TIMESTAMP_US } from "./entry-block.ts";
import { isCountedByMinute } from "./counted-entries.ts";
import { entryConditions } from "./entry-conditions.ts";
import { ENTRY_FIELDS, entryOf, type EntryRow } from "./entry-row.ts";
import type { EventEngine } from "./event-engine.ts";
import { QueryTimeoutError } from "./event-store-errors.ts";
import type { EntryFilter, EntryPage, EntryPageRequest, EntryPlace, TimeRangeUs } from "./event-store.ts";
import { parseInstantUs } from "./instant.ts";
import { instantUs } from "./instant-us.ts";
import { US_PER_MINUTE } from "./minute.ts";
import { type Candidates, findCandidates, rangesWithin } from "./narrow-filter.ts";
import { QUERY_LIMITS } from "./query-limits.ts";
import { SearchPace } from "./search-pace.ts";
import { SlicePlan, type TimeSlice } from "./slice-plan.ts";
import { allOf, type Sql, sql, uint32, uint64 } from "./sql.ts";
import { findTimePieces, type TimePiece } from "./time-pieces.ts";

/** Entries of the first slice; each next one is larger by so much, if there is the time for that. */
const FIRST_SLICE = 100_000;
const GROWTH = 4;
/** Though all before it were fast: a slice that is slower by far is to end before the time of a statement is over. */
const MOST_IN_SLICE = 8_000_000;
/** To ask where something may be takes as long as to read so many entries. */
const WORTH_NARROWING = 400_000;

/**
 * A page by keyset. Time is searched in slices from the place on, small ones first: a page that is soon full costs
 * little however much is stored, and one that is not full after `withinMs` can be gone on with.
 */
export async function searchEntries(
  engine: EventEngine,
  filter: EntryFilter,
  request: EntryPageRequest,
): Promise<EntryPage> {
  const startedMs = performance.now();
  const direction = request.from?.direction ?? "older";
  const pieces = await findTimePieces(engine, filter);
  const piecesMs = performance.now() - startedMs;
  const pace = new SearchPace(piecesMs);
  const isCounted = isCountedByMinute(filter);
  const total = isCounted ? pieces.reduce((sum, { entries }) => sum + entries, 0) : null;
  let plan = planFrom(pieces, direction, request.from?.place);
  let place = request.from?.place;
  let searched = 0;
  /** Undefined until it is asked where it may be; null if that is not known. */
  let candidates: Candidates | null | undefined;
  // One more than the page has tells whether there are more.
  const wanted = request.limit + 1;
  let { withinMs } = request;
  // To go on once more is to ask for the pieces once more: as long as they took may be searched.
  if (request.from) withinMs &&= Math.max(withinMs, 2 * piecesMs);
  const rows: EntryRow[] = [];
  // The least slice has a page of what is counted; where time is short, it tells how fast the search is.
  let size = isCounted || withinMs !== undefined ? 0 : FIRST_SLICE;
  // What is gone on with was rare so far.
  if (request.from && withinMs !== undefined && !isCounted) size = pace.entriesWithin(withinMs);
  while (!plan.isDone && rows.length < wanted) {
    const slice = plan.take(Math.min(size, MOST_IN_SLICE));
    const sliceStartedMs = performance.now();
    const ranges = candidates ? rangesWithin(candidates.ranges, ...boundsOf(slice)) : undefined;
    const conditions = [entryConditions({ ...filter, ranges }), isWithin(slice)];
    if (place) conditions.push(isBeyond({ direction, place }));
    rows.push(...(await selectSlice(engine, conditions, direction, wanted - rows.length)));
    pace.note(slice.entries, performance.now() - sliceStartedMs);
    if (plan.isDone || rows.length >= wanted) break;
    searched += slice.entries;
    if (candidates === undefined && searched * wanted > WORTH_NARROWING * rows.length) {
      const askedMs = performance.now();
      candidates = await findCandidates(engine, filter);
      if (candidates !== null) {
        // Else it would be asked again: as long as that takes may be read on.
        const answeredMs = performance.now();
        withinMs &&= Math.max(withinMs, answeredMs - startedMs + (answeredMs - askedMs));
        place = edgeOf(slice, direction);
        plan = planFrom(piecesWithin(pieces, candidates.ranges), direction, place);
        // However late it is by now: what is gone on with always gets on.
        size = candidates.entries <= WORTH_NARROWING ? Infinity : WORTH_NARROWING;
        continue;
      }
    }
    size = Math.max(FIRST_SLICE, slice.entries) * GROWTH;
    const elapsedMs = performance.now() - startedMs;
    if (elapsedMs > QUERY_LIMITS.max_execution_time * 1000) {
      throw new QueryTimeoutError("The slices of the search took too long together");
    }
    if (withinMs === undefined || plan.isDone) continue;
    size = Math.min(size, pace.entriesWithin(withinMs - elapsedMs));
    if (size <= 0) return pageOf(rows, request, total, edgeOf(slice, direction));
  }
  return pageOf(rows, request, total, null);
}

/** `ranges` and pieces are in order of time. */
function piecesWithin(pieces: readonly TimePiece[], ranges: readonly TimeRangeUs[]): TimePiece[] {
  let next = 0;
  return pieces.filter(({ start }, i) => {
    const end = pieces[i + 1]?.start ?? Infinity;
    while (next < ranges.length && ranges[next]!.greatestUs < start * US_PER_MINUTE) next++;
    return next < ranges.length && ranges[next]!.leastUs < end * US_PER_MINUTE;
  });
}

/** In microseconds since 1970, the end exclusive. */
function boundsOf({ start, end }: TimeSlice): [number, number] {
  return [(start ?? -Infinity) * US_PER_MINUTE, (end ?? Infinity) * US_PER_MINUTE];
}

function planFrom(pieces: readonly TimePiece[], direction: "older" | "newer", place?: EntryPlace): SlicePlan {
  const plan = new SlicePlan(pieces, direction === "older");
  if (place) plan.startAt(Math.floor(place.timestampUs / US_PER_MINUTE));
  return plan;
}

export function selectSlice(
  engine: EventEngine,
  conditions: readonly Sql[],
  direction: "older" | "newer",
  limit: number,
): Promise<EntryRow[]> {
  // The table's own order, forwards or backwards in every column: only then is it read from one end.
  const order =
    direction === "older"
      ? sql`timestamp DESC, file_id DESC, line_number DESC`
      : sql`timestamp ASC, file_id ASC, line_number ASC`;
  return engine.select<EntryRow>(sql`
    SELECT ${ENTRY_FIELDS}
    FROM entries
    WHERE ${allOf(conditions)}
    ORDER BY ${order}
    LIMIT ${uint64(limit)}`);
}

/** `edge`: up to where was searched, if that is not all. */
function pageOf(
  rows: EntryRow[],
  { limit, from }: EntryPageRequest,
  total: number | null,
  edge: EntryPlace | null,
): EntryPage {
  const hasMore = rows.length > limit;
  const ofPage = rows.slice(0, limit);
  const beyond = edge ?? (hasMore ? placeOf(ofPage.at(-1)!) : null);
  const behind = from ? (ofPage[0] ? placeOf(ofPage[0]) : from.place) : null;
  const isPartial = edge !== null;
  if (from?.direction === "newer") {
    return { items: ofPage.toReversed().map(entryOf), older: behind, newer: beyond, total, isPartial };
  }
  return { items: ofPage.map(entryOf), older: beyond, newer: behind, total, isPartial };
}

export function placeOf(row: EntryRow): EntryPlace {
  return { timestampUs: row.timestamp_us, fileId: row.file_id, lineNumber: row.line_number };
}

const GREATEST_UINT32 = 2 ** 32 - 1;

/** Behind all entries of an instant, ISO 8601: what is older begins with the newest that is not after it. */
export function placeAfter(instant: string): EntryPlace {
  return { timestampUs: parseInstantUs(instant), fileId: GREATEST_UINT32, lineNumber: GREATEST_UINT32 };
}

/** Just beyond a slice that was searched, and so within the next: to go on from there makes way. */
function edgeOf({ start, end }: TimeSlice, direction: "older" | "newer"): EntryPlace {
  if (direction === "newer") return { timestampUs: end! * US_PER_MINUTE, fileId: 0, lineNumber: 0 };
  return { timestampUs: start! * US_PER_MINUTE - 1, fileId: GREATEST_UINT32, lineNumber: GREATEST_UINT32 };
}

export function isWithin({ start, end }: TimeSlice): Sql {
  const conditions: Sql[] = [];
  if (start !== null) conditions.push(sql`timestamp >= ${instantUs(start * US_PER_MINUTE)}`);
  if (end !== null) conditions.push(sql`timestamp < ${instantUs(end * US_PER_MINUTE)}`);
  return allOf(conditions);
}

/** The first condition alone leaves out most of the table by its index, which a comparison of tuples does not. */
export function isBeyond({ direction, place }: NonNullable<EntryPageRequest["from"]>): Sql {
  const at = instantUs(Math.max(NO_TIMESTAMP_US, place.timestampUs));
  const file = uint32(place.fileId);
  const line = uint32(place.lineNumber);
  return direction === "older"
    ? sql`timestamp <= ${at} AND (timestamp < ${at} OR (timestamp = ${at} AND (file_id, line_number) < (${file}, ${line})))`
    : sql`timestamp >= ${at} AND (timestamp > ${at} OR (timestamp = ${at} AND (file_id, line_number) > (${file}, ${line})))`;
}
