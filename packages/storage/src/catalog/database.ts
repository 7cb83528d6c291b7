import { type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";

/** Drizzle over PGlite, over a server, or over a transaction of either. */
export type Database = PgDatabase<PgQueryResultHKT>;

/** The violated constraint of an error that a unique index raised; undefined for any other error. */
export function violatedUniqueConstraint(error: unknown): string | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && cause.code === UNIQUE_VIOLATION && "constraint" in cause) return String(cause.constraint);
  }
  return undefined;
}

// https://www.postgresql.org/docs/current/errcodes-appendix.html
const UNIQUE_VIOLATION = "23505";

/** The row of an INSERT … RETURNING of one row. */
export function onlyRow<T>(rows: readonly T[]): T {
  const [row] = rows;
  if (row === undefined || rows.length > 1) throw new Error(`Expected one row, got ${rows.length}`);
  return row;
}

/** Whether an id is this one. An id from outside may be more than the column's type holds, and is then no row's. */
export function hasId(column: PgColumn, id: number): SQL {
  return sql`${column} = ${id}::bigint`;
}
