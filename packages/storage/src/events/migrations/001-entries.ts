import { sql } from "../sql.ts";
import type { Migration } from "./migration.ts";

/**
 * Sorted by time because that is how entries are asked for; "no timestamp" is the type's least value, so those come
 * last when the newest come first. A record's bytes are kept once: see `raw_line`.
 *
 * The deduplication window is counted in blocks: it must exceed the blocks that can be inserted between a block's
 * insert and its repetition after a crash, which is one per file being read.
 *
 * Parts are merged by tens, since merging by twos and threes while files are read costs as much as reading them; what
 * was merged is kept for seconds and not for eight minutes, so that the disk holds entries once.
 */
export const entries: Migration = {
  version: 1,
  name: "entries",
  statements: [
    sql`CREATE TABLE IF NOT EXISTS entries
     (
       file_id UInt32 CODEC(ZSTD(1)),
       line_number UInt32 CODEC(Delta, ZSTD(1)),
       line_count UInt32 CODEC(T64, ZSTD(1)),
       byte_offset UInt64 CODEC(Delta, ZSTD(1)),
       timestamp DateTime64(6, 'UTC') CODEC(Delta, ZSTD(1)),
       level UInt8 CODEC(ZSTD(1)),
       service LowCardinality(String) CODEC(ZSTD(1)),
       host LowCardinality(String) CODEC(ZSTD(1)),
       parser_name LowCardinality(String) CODEC(ZSTD(1)),
       raw_head String CODEC(ZSTD(1)),
       message String CODEC(ZSTD(1)),
       raw_tail String CODEC(ZSTD(1)),
       message_in_raw UInt8 CODEC(ZSTD(1)),
       line_end UInt8 CODEC(ZSTD(1)),
       trace_id String CODEC(ZSTD(1)),
       attributes Map(LowCardinality(String), String) CODEC(ZSTD(1)),
       parse_status UInt8 CODEC(ZSTD(1)),
       parse_confidence UInt8 CODEC(ZSTD(1)),
       shape UInt64 CODEC(ZSTD(1)),
       created_at DateTime64(3, 'UTC') CODEC(ZSTD(1)),
       id UInt64 ALIAS toUInt64(file_id) * 4294967296 + line_number,
       raw_line String ALIAS if(message_in_raw = 1, concat(raw_head, message, raw_tail), raw_head),
       raw_record String ALIAS concat(raw_line, multiIf(line_end = 1, '\\n', line_end = 2, '\\r\\n', '')),
       INDEX file_ids file_id TYPE minmax GRANULARITY 1,
       INDEX line_numbers line_number TYPE minmax GRANULARITY 1
     )
     ENGINE = MergeTree
     ORDER BY (timestamp, file_id, line_number)
     SETTINGS non_replicated_deduplication_window = 10000, min_parts_to_merge_at_once = 10, old_parts_lifetime = 20,
       cleanup_delay_period = 10, max_cleanup_delay_period = 20`,
  ],
};
