import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { startPostgresServer, type TestServer } from "../testing/index.ts";
import { openCatalog } from "./open-catalog.ts";
import { describeCatalog } from "./testing/catalog-suite.ts";

let server: TestServer;
let dataDir: string;

beforeAll(async () => {
  server = await startPostgresServer();
  dataDir = await mkdtemp(join(tmpdir(), "faultline-catalog-"));
});
afterAll(async () => {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
});

describeCatalog("PGlite", () => openCatalog({ kind: "embedded", dataDir }));
describeCatalog("a PostgreSQL server", () => openCatalog({ kind: "server", url: server.url }));
