const MIB = 1024 * 1024;

/** What someone waits for. */
export const QUERY_LIMITS = limitsOf({
  seconds: 30,
  memoryBytes: 1024 * MIB,
  resultRows: 1_000_000,
  resultBytes: 256 * MIB,
});

/** Inserts, migrations, deletions: they return nothing, and no one is to find them half done. */
export const WRITE_LIMITS = limitsOf({ seconds: 600, memoryBytes: 2048 * MIB, resultRows: 1000, resultBytes: MIB });

/** As ClickHouse settings. */
function limitsOf(limits: { seconds: number; memoryBytes: number; resultRows: number; resultBytes: number }) {
  return {
    max_execution_time: limits.seconds,
    max_memory_usage: String(limits.memoryBytes),
    max_result_rows: String(limits.resultRows),
    max_result_bytes: String(limits.resultBytes),
  };
}
