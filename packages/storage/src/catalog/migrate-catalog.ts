import { sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { MIGRATIONS } from "./migrations/index.ts";

// Any number that nothing else in the database locks.
const MIGRATION_LOCK = 7_228_315_590;

/** Runs the migrations that the database has not had, all or none; a second process waits for the first. */
export async function migrateCatalog(database: Database): Promise<void> {
  await database.transaction(async (transaction) => {
    await transaction.execute(sql`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK}::bigint)`);
    await transaction.execute(sql`
      CREATE TABLE IF NOT EXISTS schema_migrations
      (version integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`);
    for (const { version, name, statements } of MIGRATIONS) {
      const isNew = await transaction.execute(sql`
        INSERT INTO schema_migrations (version, name) VALUES (${version}, ${name})
        ON CONFLICT DO NOTHING RETURNING version`);
      if ((isNew as { rows: unknown[] }).rows.length === 0) continue;
      for (const statement of statements) await transaction.execute(sql.raw(statement));
    }
  });
}
