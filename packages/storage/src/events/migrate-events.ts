import type { EventEngine } from "./event-engine.ts";
import { MIGRATIONS } from "./migrations/index.ts";
import { sql, text, uint32 } from "./sql.ts";

/**
 * Runs the migrations that the database has not had. Two processes may do so at once: each statement can be repeated
 * without harm, and so can the note that a migration was run.
 */
export async function migrateEvents(engine: EventEngine): Promise<void> {
  await engine.execute(sql`
    CREATE TABLE IF NOT EXISTS schema_migrations
    (version UInt32, name String, applied_at DateTime('UTC') DEFAULT now())
    ENGINE = ReplacingMergeTree
    ORDER BY version`);
  const applied = await engine.select<{ version: number }>(sql`SELECT DISTINCT version FROM schema_migrations`);
  const versions = new Set(applied.map((row) => row.version));
  for (const migration of MIGRATIONS) {
    if (versions.has(migration.version)) continue;
    for (const ddl of migration.statements) await engine.execute(ddl);
    await engine.execute(sql`
      INSERT INTO schema_migrations (version, name) SELECT ${uint32(migration.version)}, ${text(migration.name)}`);
  }
}
