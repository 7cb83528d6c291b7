export { bundleEngineWorker } from "./bundled-engine.ts";
export { startClickHouseNode } from "./clickhouse-node.ts";
export type { TestServer } from "./guarded-server.ts";
export { startPostgresServer } from "./postgres-server.ts";
export { repeatEntries } from "./repeat-entries.ts";
