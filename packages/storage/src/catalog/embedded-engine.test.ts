import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { bundleEngineWorker } from "../testing/index.ts";
import { type EmbeddedEngine, openEmbeddedEngine } from "./embedded-engine.ts";

const DIE = "SELECT 'die'";

let folder: string;
let engine: EmbeddedEngine;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "faultline-engine-"));
  engine = await openEmbeddedEngine(await mortalWorker(), join(folder, "catalog"));
});
afterAll(async () => {
  await engine.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  await execute("DROP TABLE IF EXISTS numbers");
  await execute("CREATE TABLE numbers (number integer PRIMARY KEY)");
});

/** The real worker, which ends when it is told to. */
async function mortalWorker(): Promise<URL> {
  const file = join(folder, "mortal-worker.mjs");
  await writeFile(
    file,
    `import { parentPort } from "node:worker_threads";
     parentPort.on("message", ({ text }) => text === ${JSON.stringify(DIE)} && process.exit(7));
     await import(${JSON.stringify((await bundleEngineWorker()).href)});`,
  );
  return pathToFileURL(file);
}

async function execute(text: string, values: readonly unknown[] = []): Promise<unknown[]> {
  return (await engine.query(text, values, { rowMode: "object" })).rows;
}

const numbers = () => execute("SELECT number FROM numbers ORDER BY number");

it("The process answers others while a statement is executed", async () => {
  let turns = 0;
  const counting = setInterval(() => turns++, 1);
  await execute("SELECT sum(number) FROM generate_series(1, 300000) AS number");
  clearInterval(counting);
  expect(turns).toBeGreaterThan(0);
});

it("What is asked during a transaction waits for its end, whatever is asked before and after", async () => {
  const inserted = (number: number) => ["INSERT INTO numbers VALUES ($1)", [number], { rowMode: "object" }] as const;
  const before = numbers();
  const first = engine.transaction(async (transaction) => {
    await transaction.query(...inserted(1));
    await new Promise((resolve) => setTimeout(resolve, 20));
    await transaction.query(...inserted(2));
  });
  const between = numbers();
  const second = engine.transaction((transaction) => transaction.query(...inserted(3)));
  const after = numbers();
  await Promise.all([first, second]);
  expect(await before).toEqual([]);
  expect(await between).toEqual([{ number: 1 }, { number: 2 }]);
  expect(await after).toEqual([{ number: 1 }, { number: 2 }, { number: 3 }]);
});

it("A transaction that fails leaves nothing, and its error says what PostgreSQL said", async () => {
  const failing = engine.transaction(async (transaction) => {
    await transaction.query("INSERT INTO numbers VALUES (1)", [], { rowMode: "object" });
    await transaction.query("INSERT INTO numbers VALUES (1)", [], { rowMode: "object" });
  });
  await expect(failing).rejects.toMatchObject({
    code: "23505",
    constraint: "numbers_pkey",
    message: expect.stringContaining("duplicate key"),
  });
  expect(await numbers()).toEqual([]);
});

it("What is asked of a transaction after its end is refused, and not executed in another", async () => {
  let late: Promise<unknown> | undefined;
  await engine.transaction(async ({ query }) => {
    late = engine
      .transaction(async () => undefined)
      .then(() => query("INSERT INTO numbers VALUES (1)", [], { rowMode: "array" }));
    late.catch(() => undefined);
  });
  await expect(late).rejects.toThrow("the transaction is over");
  expect(await execute("SELECT number FROM numbers")).toEqual([]);
});

it("A transaction whose failure is passed over is not said to be committed", async () => {
  const passedOver = engine.transaction(async (transaction) => {
    await transaction.query("INSERT INTO numbers VALUES (1)", [], { rowMode: "object" });
    await transaction.query("SELECT nothing", [], { rowMode: "object" }).catch(() => undefined);
  });
  await expect(passedOver).rejects.toThrow("rolled back");
  expect(await numbers()).toEqual([]);
});

it("When the thread dies, what it was told fails, and a new one finds what was committed and no more", async () => {
  await execute("INSERT INTO numbers VALUES (1)");
  const dying = engine.transaction(async (transaction) => {
    await transaction.query("INSERT INTO numbers VALUES (2)", [], { rowMode: "object" });
    await transaction.query(DIE, [], { rowMode: "object" });
  });
  await expect(dying).rejects.toMatchObject({ code: "ECONNRESET" });
  expect(await numbers()).toEqual([{ number: 1 }]);
  await Promise.all([
    expect(execute(DIE)).rejects.toThrow("has ended"),
    expect(numbers()).rejects.toThrow("has ended"),
  ]);
  expect(await numbers()).toEqual([{ number: 1 }]);
});

it("What cannot be opened is told, and what is closed is closed", async () => {
  const file = join(folder, "no-folder");
  await writeFile(file, "");
  await expect(openEmbeddedEngine(await bundleEngineWorker(), join(file, "catalog"))).rejects.toThrow(/ENOTDIR/);
  const other = await openEmbeddedEngine(await bundleEngineWorker(), join(folder, "other"));
  const last = other.query("SELECT 1 AS one", [], { rowMode: "object" });
  await other.close();
  expect((await last).rows).toEqual([{ one: 1 }]);
  await expect(other.query("SELECT 1", [], { rowMode: "object" })).rejects.toThrow("closed");
});
