import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { sql } from "drizzle-orm";
import { drizzle as drizzleOverServer } from "drizzle-orm/node-postgres";
import { drizzle as drizzleOverPglite } from "drizzle-orm/pglite";
import pg from "pg";
import { lockDataDirectory } from "../data-directory-lock.ts";
import { apiKeyStore } from "./api-keys.ts";
import { auditLog } from "./audit.ts";
import type { Catalog } from "./catalog.ts";
import type { Database } from "./database.ts";
import { fileStore } from "./files.ts";
import { migrateCatalog } from "./migrate-catalog.ts";
import { runStore } from "./runs.ts";
import { userStore } from "./users.ts";

export type CatalogLocation =
  | { readonly kind: "embedded"; readonly dataDir: string }
  | { readonly kind: "server"; readonly url: string };

const MAX_CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 10_000;
const STATEMENT_TIMEOUT_MS = 60_000;

/**
 * Opens the catalog; `migrate` is up to the caller.
 * @throws DataDirectoryInUseError if another process has the data directory.
 */
export async function openCatalog(location: CatalogLocation): Promise<Catalog> {
  return location.kind === "server" ? openServer(location.url) : openEmbedded(location.dataDir);
}

function openServer(url: string): Catalog {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: "faultline",
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
  });
  // An idle connection that breaks is replaced; without a listener it would end the process.
  pool.on("error", () => {});
  return catalogOver(drizzleOverServer(pool), () => pool.end());
}

async function openEmbedded(dataDir: string): Promise<Catalog> {
  const lock = await lockDataDirectory(dataDir);
  try {
    const engine = await PGlite.create(join(dataDir, "catalog"));
    return catalogOver(drizzleOverPglite(engine), async () => {
      await engine.close();
      await lock.release();
    });
  } catch (error) {
    await lock.release();
    throw error;
  }
}

function catalogOver(database: Database, close: () => Promise<void>): Catalog {
  return {
    migrate: () => migrateCatalog(database),
    users: userStore(database),
    apiKeys: apiKeyStore(database),
    files: fileStore(database),
    runs: runStore(database),
    audit: auditLog(database),
    ping: async () => void (await database.execute(sql`SELECT 1`)),
    close,
  };
}
