import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { startClickHouseNode, type TestServer } from "../testing/index.ts";
import { openEventEngine } from "./open-event-store.ts";
import { describeEventStore } from "./testing/event-store-suite.ts";

let server: TestServer;
let dataDir: string;

beforeAll(async () => {
  server = await startClickHouseNode();
  dataDir = await mkdtemp(join(tmpdir(), "faultline-events-"));
});
afterAll(async () => {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
});

describeEventStore("chDB", () => openEventEngine({ kind: "embedded", dataDir }));
describeEventStore("a ClickHouse server", () => openEventEngine({ kind: "server", url: server.url }));
