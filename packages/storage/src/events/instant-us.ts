import { NO_TIMESTAMP_US } from "./entry-block.ts";
import { int64, type Sql, sql } from "./sql.ts";

/** A moment in microseconds since 1970, as `timestamp` is compared with it; one beyond what is stored is the last. */
export function instantUs(us: number): Sql {
  const clamped = Math.max(NO_TIMESTAMP_US, Math.min(Number.MAX_SAFE_INTEGER, us));
  return sql`fromUnixTimestamp64Micro(${int64(clamped)}, 'UTC')`;
}
