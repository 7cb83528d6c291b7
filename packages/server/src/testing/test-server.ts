import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningServer, startServer } from "../composition.ts";
import { readConfig } from "../config.ts";
import { bundleWorkers } from "./bundles.ts";
import { createTestClient, type TestClient } from "./test-client.ts";

export const ADMIN = { username: "ada", password: "correct horse battery" };

export interface TestServer {
  readonly server: RunningServer;
  readonly dataDirectory: string;
  /** Lines of the JSON log so far. */
  readonly logLines: string[];
  /** Signed in as nobody. */
  readonly client: TestClient;
  stop(): Promise<void>;
}

export interface TestServerOptions {
  /** Environment variables; the first admin is {@link ADMIN} unless they say otherwise. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly dataDirectory?: string;
  readonly webRoot?: string;
}

/** A server of its own on a free port, with the embedded engines in a temporary directory. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const dataDirectory = options.dataDirectory ?? (await mkdtemp(join(tmpdir(), "faultline-test-")));
  const logLines: string[] = [];
  const variables = {
    PORT: "0",
    FAULTLINE_DATA_DIR: dataDirectory,
    FIRST_ADMIN_USERNAME: ADMIN.username,
    FIRST_ADMIN_PASSWORD: ADMIN.password,
    FAULTLINE_AUTO_ANALYTICS: "off",
    ...options.variables,
  };
  const server = await startServer(readConfig(dataDirectory, variables), {
    ...(await bundleWorkers()),
    webRoot: options.webRoot ?? join(dataDirectory, "no-web-app"),
    logDestination: { write: (line) => void logLines.push(line) },
    version: "1.2.3",
  });
  return {
    server,
    dataDirectory,
    logLines,
    client: createTestClient(server.address),
    async stop() {
      await server.stop();
      if (!options.dataDirectory) await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}
