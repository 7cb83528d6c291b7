import { chmod } from "node:fs/promises";
import { join } from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import { sql } from "drizzle-orm";
import { drizzle as drizzleOverServer } from "drizzle-orm/node-postgres";
import { drizzle as drizzleOverPglite } from "drizzle-orm/pglite";
import pg from "pg";
import { lockDataDirectory } from "../data-directory-lock.ts";
import { apiKeyStore } from "./api-keys.ts";
import { auditLog } from "./audit.ts";
import type { Catalog } from "./catalog.ts";
import { withCatalogErrors } from "./catalog-errors.ts";
import { createEmbeddedCatalog } from "./create-embedded-catalog.ts";
import type { Database } from "./database.ts";
import { openEmbeddedEngine } from "./embedded-engine.ts";
import { fileStore } from "./files.ts";
import { migrateCatalog } from "./migrate-catalog.ts";
import { rememberReads } from "./remembered-reads.ts";
import { runStore } from "./runs.ts";
import { searchStore } from "./saved-searches.ts";
import { templateStore } from "./templates.ts";
import { userStore } from "./users.ts";

export type CatalogLocation =
  | {
      readonly kind: "embedded";
      readonly dataDir: string;
      /** The bundled `engine-worker.ts`. */
      readonly workerUrl: URL;
    }
  | {
      readonly kind: "server";
      readonly url: string;
      /** Tells the app nodes that share the server apart: each takes up its own unfinished work only. */
      readonly node: string;
    };

const MAX_CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 10_000;
const STATEMENT_TIMEOUT_MS = 60_000;
/** An embedded catalog has one node, which needs no name. */
const ONLY_NODE = "";

/**
 * Opens the catalog; `migrate` is up to the caller.
 * @throws DataDirectoryInUseError if another process has the data directory.
 */
export async function openCatalog(location: CatalogLocation): Promise<Catalog> {
  return location.kind === "server"
    ? openServer(location.url, location.node)
    : openEmbedded(location.dataDir, location.workerUrl);
}

function openServer(url: string, node: string): Catalog {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: "faultline",
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
  });
  // An idle connection that breaks is replaced; without a listener it would end the process.
  pool.on("error", () => {});
  return catalogOver(drizzleOverServer(pool), node, () => pool.end());
}

async function openEmbedded(dataDir: string, workerUrl: URL): Promise<Catalog> {
  const lock = await lockDataDirectory(dataDir);
  try {
    const folder = join(dataDir, "catalog");
    // The engine makes files that everybody may read, whoever may enter the data directory.
    await createEmbeddedCatalog(workerUrl, folder);
    await chmod(folder, 0o700);
    const engine = await openEmbeddedEngine(workerUrl, folder);
    const catalog = catalogOver(drizzleOverPglite(engine as unknown as PGlite), ONLY_NODE, async () => {
      try {
        await engine.close();
      } finally {
        await lock.release();
      }
    });
    return rememberReads(catalog);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

function catalogOver(database: Database, node: string, close: () => Promise<void>): Catalog {
  const whole = withCatalogErrors({
    migrate: () => migrateCatalog(database),
    ping: async () => void (await database.execute(sql`SELECT 1`)),
    close,
  });
  return {
    ...whole,
    users: withCatalogErrors(userStore(database)),
    apiKeys: withCatalogErrors(apiKeyStore(database)),
    files: withCatalogErrors(fileStore(database, node)),
    runs: withCatalogErrors(runStore(database, node)),
    templates: withCatalogErrors(templateStore(database)),
    searches: withCatalogErrors(searchStore(database)),
    audit: withCatalogErrors(auditLog(database)),
  };
}
