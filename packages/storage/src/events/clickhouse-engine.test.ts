import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startClickHouseNode, type TestServer } from "../testing/index.ts";
import { openClickHouseEngine } from "./clickhouse-engine.ts";
import { EventStoreError, EventStoreUnavailableError } from "./event-store-errors.ts";
import { sql } from "./sql.ts";

describe("The ClickHouse engine", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startClickHouseNode();
  });
  afterAll(() => server.stop());

  it("says that a server does not answer", async () => {
    const listener = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => listener.once("listening", resolve));
    const { port } = listener.address() as { port: number };
    await new Promise((resolve) => listener.close(resolve));
    const engine = openClickHouseEngine(`http://127.0.0.1:${port}`);
    const refused = engine.select(sql`SELECT 1`);
    await expect(refused).rejects.toThrow(EventStoreUnavailableError);
    await expect(refused).rejects.toMatchObject({ code: "event_store_unavailable" });
    await engine.close();
  });

  it("takes the database from the address", async () => {
    const administration = openClickHouseEngine(server.url);
    await administration.execute(sql`CREATE DATABASE logs`);
    await administration.close();
    const engine = openClickHouseEngine(`${server.url}/logs`);
    expect(await engine.select(sql`SELECT currentDatabase() AS name`)).toEqual([{ name: "logs" }]);
    await engine.close();
  });

  it("passes on what the server says of an error", async () => {
    const engine = openClickHouseEngine(server.url);
    const failed = engine.select(sql`SELECT * FROM no_such_table`);
    await expect(failed).rejects.toThrow(/no_such_table/);
    await expect(failed).rejects.toBeInstanceOf(EventStoreError);
    await engine.close();
  });
});
