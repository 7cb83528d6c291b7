import { startGuardedServer, type TestServer } from "./guarded-server.ts";

/** A PostgreSQL server on 127.0.0.1, on a free port, with an empty database. As root it runs as another, unprivileged user. */
export function startPostgresServer(): Promise<TestServer> {
  return startGuardedServer(new URL("./postgres-server-process.mjs", import.meta.url));
}
