import { sql } from "../sql.ts";
import type { Migration } from "./migration.ts";

/**
 * `minute` is minutes since 1970 in UTC, rounded down, as a number: DateTime begins in 1970 and some logs do not.
 * Entries without a timestamp count in the minute of the timestamp that stands for none.
 */
export const counts: Migration = {
  version: 2,
  name: "counts",
  statements: [
    sql`CREATE TABLE IF NOT EXISTS minute_counts
     (
       minute Int32 CODEC(Delta, ZSTD(1)),
       file_id UInt32 CODEC(ZSTD(1)),
       level UInt8 CODEC(ZSTD(1)),
       service LowCardinality(String) CODEC(ZSTD(1)),
       shape UInt64 CODEC(ZSTD(1)),
       count SimpleAggregateFunction(sum, UInt64) CODEC(T64, ZSTD(1)),
       first_seen SimpleAggregateFunction(min, DateTime64(6, 'UTC')) CODEC(Delta, ZSTD(1)),
       last_seen SimpleAggregateFunction(max, DateTime64(6, 'UTC')) CODEC(Delta, ZSTD(1)),
       INDEX file_ids file_id TYPE minmax GRANULARITY 1
     )
     ENGINE = AggregatingMergeTree
     ORDER BY (minute, file_id, level, service, shape)
     SETTINGS non_replicated_deduplication_window = 10000`,
    sql`CREATE MATERIALIZED VIEW IF NOT EXISTS count_minutes TO minute_counts AS
     SELECT toInt32(floor(toUnixTimestamp64Micro(timestamp) / 60000000)) AS minute, file_id, level, service, shape,
            count() AS count, min(timestamp) AS first_seen, max(timestamp) AS last_seen
     FROM entries
     GROUP BY minute, file_id, level, service, shape`,
    sql`CREATE TABLE IF NOT EXISTS shapes
     (
       shape UInt64 CODEC(ZSTD(1)),
       level UInt8 CODEC(ZSTD(1)),
       file_id UInt32 CODEC(ZSTD(1)),
       example SimpleAggregateFunction(any, String) CODEC(ZSTD(1))
     )
     ENGINE = AggregatingMergeTree
     ORDER BY (shape, level, file_id)
     SETTINGS non_replicated_deduplication_window = 10000`,
    sql`CREATE MATERIALIZED VIEW IF NOT EXISTS collect_shapes TO shapes AS
     SELECT shape, level, file_id, leftUTF8(any(message), 4096) AS example
     FROM entries
     GROUP BY shape, level, file_id`,
  ],
};
