import { startGuardedServer, type TestServer } from "./guarded-server.ts";

/** A ClickHouse node on 127.0.0.1, on free ports, with no data; it is the library of chDB that serves. */
export function startClickHouseNode(): Promise<TestServer> {
  return startGuardedServer(new URL("./clickhouse-node-process.mjs", import.meta.url));
}
