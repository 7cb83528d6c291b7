import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundleEngineWorker, startPostgresServer, type TestServer } from "../testing/index.ts";
import { openCatalog } from "./open-catalog.ts";
import { CatalogUnavailableError } from "./catalog-errors.ts";
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

describeCatalog("PGlite", async () =>
  openCatalog({ kind: "embedded", dataDir, workerUrl: await bundleEngineWorker() }),
);
describeCatalog("a PostgreSQL server", () => openCatalog({ kind: "server", url: server.url, node: "a" }));

test("An app node takes up its own unfinished work and not that of another", async () => {
  const [a, b] = await Promise.all(
    ["node a", "node b"].map((node) => openCatalog({ kind: "server", url: server.url, node })),
  );
  try {
    await a!.migrate();
    const described = { source: null, environment: null, logType: null, sizeBytes: 1, modifiedAt: null };
    const file = await a!.files.create({ ...described, filename: "of a.log" });
    const run = await a!.runs.create({
      rangeStart: null,
      rangeEnd: null,
      fileIds: null,
      services: null,
      contamination: null,
      windowSeconds: null,
      trigger: "request",
      requestedBy: null,
    });
    expect(await b!.files.listUnfinished()).toEqual([]);
    expect(await b!.runs.takeUp("ended")).toEqual([]);
    expect(await a!.files.listUnfinished()).toEqual([file]);
    expect(await a!.runs.takeUp("ended")).toEqual([run]);
    await a!.runs.markRunning(run.id);
    await b!.runs.takeUp("ended");
    expect(await b!.runs.findById(run.id)).toMatchObject({ status: "running" });
    await a!.runs.takeUp("ended");
    expect(await b!.runs.findById(run.id)).toMatchObject({ status: "failed", detail: "ended" });
  } finally {
    await Promise.all([a!.close(), b!.close()]);
  }
});

test("A PostgreSQL server that is not there is said not to answer, without its password", async () => {
  const absent = await openCatalog({ kind: "server", url: "postgres://u:secret-word@127.0.0.1:1/none", node: "" });
  const error = await absent.migrate().catch((reason: unknown) => reason);
  await absent.close();
  expect(error).toBeInstanceOf(CatalogUnavailableError);
  expect((error as Error).message).toMatch(/^PostgreSQL does not answer: .*127\.0\.0\.1:1/);
  expect(inspect(error, { depth: Infinity })).not.toContain("secret-word");
});

test("What is embedded may be entered by its owner only, even where the data directory is open to others", async () => {
  expect((await stat(join(dataDir, "catalog"))).mode & 0o777).toBe(0o700);
});
