import type { ClickHouseSettings } from "@clickhouse/client";
import { ENTRY_COLUMNS } from "./entry-block.ts";
import type { BlockFile, EncodedBlock } from "./event-store.ts";
import { QUERY_LIMITS, WRITE_LIMITS } from "./query-limits.ts";
import type { Sql } from "./sql.ts";

/** What differs between chDB in the process and a ClickHouse server. Every failure is an `EventStoreError`. */
export interface EventEngine {
  /** Rows of a SELECT. 64-bit integers arrive as numbers: a query makes text of those that may exceed 2^53. */
  select<Row>(query: Sql): Promise<Row[]>;
  execute(statement: Sql): Promise<void>;
  insert(block: EncodedBlock | BlockFile): Promise<void>;
  /** The same engine, for questions that nobody waits for: they leave room for others, and take longer themselves. */
  inBackground(): EventEngine;
  close(): Promise<void>;
}

export const ENTRY_COLUMN_LIST = ENTRY_COLUMNS.map(([name]) => name).join(", ");

export const SELECT_SETTINGS: ClickHouseSettings = {
  ...QUERY_LIMITS,
  output_format_json_quote_64bit_integers: 0,
  // To compile what is asked for the fourth time takes 0.1 to 0.3 s, more than it spares.
  compile_expressions: 0,
  compile_aggregate_expressions: 0,
  compile_sort_description: 0,
};

/** `mutations_sync`: a deletion has happened when its statement returns. */
export const EXECUTE_SETTINGS: ClickHouseSettings = {
  ...WRITE_LIMITS,
  mutations_sync: "2",
  lightweight_deletes_sync: "2",
};

/** A block is stored as one part, and its token remembered by the table and by those that its views fill. */
export function insertSettings(token: string): ClickHouseSettings {
  return {
    ...WRITE_LIMITS,
    async_insert: 0,
    insert_deduplicate: 1,
    insert_deduplication_token: token,
    deduplicate_blocks_in_dependent_materialized_views: 1,
    deduplicate_insert_select: "enable_even_for_bad_queries",
    max_insert_threads: "1",
    max_block_size: "4194304",
    max_insert_block_size: "4194304",
    min_insert_block_size_rows: "4194304",
    min_insert_block_size_bytes: "1073741824",
  };
}
