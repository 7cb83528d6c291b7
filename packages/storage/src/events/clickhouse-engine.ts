import { open } from "node:fs/promises";
import { Readable } from "node:stream";
import { ClickHouseLogLevel, createClient } from "@clickhouse/client";
import {
  ENTRY_COLUMN_LIST,
  type EventEngine,
  EXECUTE_SETTINGS,
  insertSettings,
  SELECT_SETTINGS,
} from "./event-engine.ts";
import type { BlockFile, EncodedBlock } from "./event-store.ts";
import { asEventStoreError } from "./event-store-errors.ts";
import { WRITE_LIMITS } from "./query-limits.ts";
import { render, type Sql } from "./sql.ts";

const MAX_CONNECTIONS = 10;
// The engine stops a statement at its own limit; the client waits a little longer to hear of it.
const GRACE_MS = 10_000;

/** A ClickHouse server over HTTP. `url` may hold user, password and database: http://user:password@host:8123/database */
export function openClickHouseEngine(url: string): EventEngine {
  const client = createClient({
    url,
    application: "faultline",
    // What goes wrong is thrown; whoever catches it logs it.
    log: { level: ClickHouseLogLevel.OFF },
    max_open_connections: MAX_CONNECTIONS,
    request_timeout: WRITE_LIMITS.max_execution_time * 1000 + GRACE_MS,
    // Lists of many shapes have no room in a URL.
    use_multipart_params_auto: true,
    // So that a statement that fails midway is answered by an error and not by half a result.
    clickhouse_settings: { wait_end_of_query: 1 },
  });
  const engine: EventEngine = {
    // A server has room for all that it is asked.
    inBackground: () => engine,
    async select<Row>(query: Sql) {
      const { text, parameters } = render(query);
      try {
        const result = await client.query({
          query: text,
          query_params: { ...parameters },
          format: "JSONEachRow",
          clickhouse_settings: SELECT_SETTINGS,
        });
        return await result.json<Row>();
      } catch (error) {
        throw asEventStoreError(error);
      }
    },
    async execute(statement) {
      const { text, parameters } = render(statement);
      try {
        await client.command({ query: text, query_params: { ...parameters }, clickhouse_settings: EXECUTE_SETTINGS });
      } catch (error) {
        throw asEventStoreError(error);
      }
    },
    async insert(block) {
      try {
        const values = await bytesOf(block);
        try {
          const { stream } = await client.exec({
            query: `INSERT INTO entries (${ENTRY_COLUMN_LIST}) FORMAT Native`,
            values,
            clickhouse_settings: insertSettings(block.token),
          });
          stream.destroy();
        } finally {
          values.destroy();
        }
      } catch (error) {
        throw asEventStoreError(error);
      }
    },
    close: () => client.close(),
  };
  return engine;
}

async function bytesOf(block: EncodedBlock | BlockFile): Promise<Readable> {
  if ("native" in block) return Readable.from([block.native], { objectMode: false });
  return (await open(block.path)).createReadStream();
}
