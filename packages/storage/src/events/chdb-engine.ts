import { mkdir, rm } from "node:fs/promises";
import { constants } from "node:os";
import { resolve } from "node:path";
import { createClient, type ClickHouseClientConfigOptions, type ClickHouseSettings } from "@clickhouse/client";
import { createChdbConnection } from "chdb/connection";
import { BlockFiles } from "./block-files.ts";
import { ConnectionPool, type Lane } from "./connection-pool.ts";
import {
  ENTRY_COLUMN_LIST,
  type EventEngine,
  EXECUTE_SETTINGS,
  insertSettings,
  SELECT_SETTINGS,
} from "./event-engine.ts";
import { asEventStoreError } from "./event-store-errors.ts";
import { render, type RenderedSql, type Sql } from "./sql.ts";

// A connection runs one statement at a time, on a thread of libuv's pool, which has four by default and serves the
// file system too: one connection for writes and two for reads leave it one. Only blocks that wait in files are stored two
// at once.
const READ_CONNECTIONS = 2;
const WRITE_CONNECTIONS = 2;

type EventClient = ReturnType<typeof createClient>;

// chdb's declarations come from its own copy of the client's, which TypeScript holds to be other types.
type ClientConnection = NonNullable<ClickHouseClientConfigOptions["connection"]>;

/** What is read is mostly in the system's memory: threads that only fetch it take a tenth of a small statement's time. */
const READ_SETTINGS: ClickHouseSettings = { ...SELECT_SETTINGS, local_filesystem_read_method: "pread" };

/**
 * All of both, since they stay with the connection. Background work leaves a processor to what somebody waits for, and gives
 * way on the other where the system lets the process say so (CAP_SYS_NICE).
 */
const LANE_SETTINGS: Readonly<Record<Lane, ClickHouseSettings>> = {
  urgent: { ...READ_SETTINGS, max_threads: 0, os_threads_nice_value_query: 0 },
  background: {
    ...READ_SETTINGS,
    max_threads: 1,
    os_threads_nice_value_query: constants.priority.PRIORITY_BELOW_NORMAL,
  },
};

/** ClickHouse in the process (chDB), its data under `dataDir`. */
export async function openChdbEngine(dataDir: string): Promise<EventEngine> {
  const path = resolve(dataDir, "events");
  const blockDir = resolve(dataDir, "blocks");
  // Blocks that were not yet stored when the process ended are read again from their file.
  await rm(blockDir, { recursive: true, force: true });
  // The engine makes files that everybody may read, whoever may enter the data directory.
  for (const folder of [path, blockDir]) await mkdir(folder, { recursive: true, mode: 0o700 });
  const connect = () => createClient({ connection: createChdbConnection({ path }) as unknown as ClientConnection });
  const writers = Array.from({ length: WRITE_CONNECTIONS }, connect);
  const [writer] = writers as [EventClient, ...EventClient[]];
  const readers = Array.from({ length: READ_CONNECTIONS }, connect);
  const pool = new ConnectionPool(readers);
  const insertPool = new ConnectionPool(writers);
  const blockFiles = new BlockFiles(blockDir);

  async function selectIn<Row>(lane: Lane, query: Sql): Promise<Row[]> {
    try {
      const statement = statementText(render(query), LANE_SETTINGS[lane]);
      return await pool.use(async (reader) => {
        const result = await reader.query({ query: statement, format: "JSONEachRow" });
        return result.json<Row>();
      }, lane);
    } catch (error) {
      throw asEventStoreError(error);
    }
  }

  const engine: EventEngine = {
    select: (query) => selectIn("urgent", query),
    inBackground: () => ({ ...engine, select: (query) => selectIn("background", query) }),
    async execute(statement) {
      try {
        await writer.command({ query: statementText(render(statement), EXECUTE_SETTINGS) });
      } catch (error) {
        throw asEventStoreError(error);
      }
    },
    async insert(block) {
      // chDB takes binary formats from files only, and from there faster than text from memory.
      try {
        const insertFrom = (file: string, lane: Lane): Promise<unknown> =>
          insertPool.use(
            (client) =>
              client.command({
                query: `INSERT INTO entries (${ENTRY_COLUMN_LIST}) SELECT ${ENTRY_COLUMN_LIST} FROM file(${literal(file)}, 'Native')`,
                clickhouse_settings: insertSettings(block.token),
              }),
            lane,
          );
        if ("path" in block) await insertFrom(block.path, "urgent");
        else await blockFiles.hold(block.native, (file) => insertFrom(file, "background"));
      } catch (error) {
        throw asEventStoreError(error);
      }
    },
    async close() {
      for (const client of [...readers, ...writers]) await client.close();
      await blockFiles.clear();
    },
  };
  return engine;
}

/**
 * The statement after one that sets its settings and parameters in the connection's session: a statement for each of
 * these would take longer than many a query. The binding's own `query_params` would queue all statements of the process
 * behind each other.
 */
function statementText({ text, parameters }: RenderedSql, settings: ClickHouseSettings): string {
  const assignments = [
    ...Object.entries(settings).map(([name, value]) => `${name} = ${literal(String(value))}`),
    ...Object.entries(parameters).map(([name, value]) => `param_${name} = ${literal(parameterText(value))}`),
  ];
  // A statement has at most 256 KiB: a long list of shapes needs one of its own.
  const isLong = (assignment: string): boolean => assignment.length > MOST_TOGETHER;
  const together = assignments.filter((assignment) => !isLong(assignment)).join(", ");
  return [together, ...assignments.filter(isLong)].map((each) => `SET ${each}; `).join("") + text;
}

const MOST_TOGETHER = 10_000;

/** A parameter's value as the engine parses it: escaped as in TSV, the strings of an array quoted besides. */
function parameterText(value: RenderedSql["parameters"][string]): string {
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return escapeTsv(value);
  return `[${value.map((item) => (typeof item === "number" ? item : literal(item))).join(",")}]`;
}

const TSV_ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "\t": "\\t",
  "\n": "\\n",
  "\r": "\\r",
  "\0": "\\0",
};

function escapeTsv(text: string): string {
  return text.replaceAll(/[\\\t\n\r\0]/g, (character) => TSV_ESCAPES[character]!);
}

function literal(text: string): string {
  return `'${text.replaceAll(/['\\]/g, String.raw`\$&`).replaceAll("\0", String.raw`\0`)}'`;
}
