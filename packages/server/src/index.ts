export { startServer, type RunningServer, type ServerOptions } from "./composition.ts";
export { ConfigError, readConfig, type Config } from "./config.ts";
export { openRotatingLogFile } from "./operation/rotating-log-file.ts";
export { CatalogError, DataDirectoryInUseError, EventStoreError, type LogFile } from "@faultline/storage";
