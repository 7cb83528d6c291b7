import { codeOfLevel, PARSE_STATUSES } from "@faultline/logs";
import { NO_TIMESTAMP_US } from "./entry-block.ts";
import type { CountFilter, EntryFilter } from "./event-store.ts";
import { instantUs } from "./instant-us.ts";
import { parseInstantUs } from "./instant.ts";
import { NO_MINUTE, US_PER_MINUTE } from "./minute.ts";
import { isCountable, queryCondition } from "./query-conditions.ts";
import { allOf, anyOf, int32, type Sql, sql, texts, uint32s, uint8s } from "./sql.ts";
import { containsText } from "./text-conditions.ts";

/** WHERE over `entries`. An entry without a timestamp is in no range of time, not even in one that is open below. */
export function entryConditions(filter: EntryFilter): Sql {
  const conditions = dimensionConditions(filter);
  if (filter.start !== undefined) conditions.push(sql`timestamp >= ${instantUs(parseInstantUs(filter.start))}`);
  if (filter.end !== undefined) conditions.push(sql`timestamp < ${instantUs(parseInstantUs(filter.end))}`);
  if (filter.start !== undefined || filter.end !== undefined) {
    conditions.push(sql`timestamp > ${instantUs(NO_TIMESTAMP_US)}`);
  }
  if (filter.ranges !== undefined) {
    const within = filter.ranges.map(
      ({ leastUs, greatestUs }) => sql`(timestamp >= ${instantUs(leastUs)} AND timestamp <= ${instantUs(greatestUs)})`,
    );
    // The index alone leaves out what is outside: to compare each entry with each range would take much longer.
    conditions.push(within.length === 0 ? sql`0` : sql`indexHint(${anyOf(within)})`);
  }
  if (filter.parseStatuses !== undefined) {
    const codes = filter.parseStatuses.map((status) => PARSE_STATUSES.indexOf(status));
    conditions.push(sql`parse_status IN ${uint8s(codes)}`);
  }
  if (filter.keyword !== undefined && filter.keyword !== "")
    conditions.push(containsText(sql`message`, filter.keyword));
  if (filter.query !== undefined) conditions.push(queryCondition(filter.query));
  return allOf(conditions);
}

/** WHERE over `minute_counts`, the range rounded out to whole minutes. A query counts for what it is countable. */
export function countConditions(filter: CountFilter & Pick<EntryFilter, "query">): Sql {
  const conditions = dimensionConditions(filter);
  if (filter.query !== undefined && isCountable(filter.query)) conditions.push(queryCondition(filter.query));
  const start = filter.start === undefined ? undefined : parseInstantUs(filter.start) / US_PER_MINUTE;
  const end = filter.end === undefined ? undefined : parseInstantUs(filter.end) / US_PER_MINUTE;
  if (start !== undefined) conditions.push(sql`minute >= ${int32(asInt32(Math.floor(start)))}`);
  if (end !== undefined) conditions.push(sql`minute < ${int32(asInt32(Math.ceil(end)))}`);
  if (start !== undefined || end !== undefined) conditions.push(hasMinute());
  if (filter.ranges !== undefined) {
    const within = filter.ranges.map(
      ({ leastUs, greatestUs }) => sql`(minute >= ${minuteOf(leastUs)} AND minute <= ${minuteOf(greatestUs)})`,
    );
    conditions.push(anyOf(within));
  }
  return allOf(conditions);
}

/** WHERE over `minute_counts`: what carries a timestamp. */
export function hasMinute(): Sql {
  return sql`minute > ${int32(NO_MINUTE)}`;
}

export function fileCondition(filter: Pick<CountFilter, "fileIds">): Sql {
  if (filter.fileIds === undefined) return sql`1`;
  // The engine would cut a larger number down to 32 bits: to the id of another file.
  return sql`file_id IN ${uint32s(filter.fileIds.filter((id) => id <= 0xffff_ffff))}`;
}

function dimensionConditions(filter: CountFilter): Sql[] {
  const conditions = [fileCondition(filter)];
  if (filter.levels !== undefined) conditions.push(sql`level IN ${uint8s(filter.levels.map(codeOfLevel))}`);
  if (filter.services !== undefined) conditions.push(sql`service IN ${texts(filter.services)}`);
  return conditions;
}

function minuteOf(us: number) {
  return int32(asInt32(Math.floor(us / US_PER_MINUTE)));
}

function asInt32(value: number): number {
  return Math.max(-0x8000_0000, Math.min(0x7fff_ffff, value));
}
