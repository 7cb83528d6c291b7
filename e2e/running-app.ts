import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { ROOT } from "../scripts/setup/paths.mjs";

/** The built app, serving from a process of its own. */
export interface RunningApp {
  /** E.g. http://127.0.0.1:41234 */
  readonly url: string;
  readonly pid: number;
  readonly dataDirectory: string;
  /** Ends it as a service manager would and removes its data; throws if it does not end well within 15 s. */
  stop(): Promise<void>;
}

export const ADMIN = { username: "admin", password: "correct horse battery" } as const;

const START_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 15_000;

/** Starts the app on a free port and an empty data directory; `environment` adds to its configuration. */
export async function startApp(environment: Readonly<Record<string, string>> = {}): Promise<RunningApp> {
  const directory = await mkdtemp(join(tmpdir(), "faultline-app-"));
  const dataDirectory = join(directory, "data");
  const port = await freePort();
  const child = spawn(process.execPath, [join(ROOT, "dist/main.js"), "serve"], {
    // Not the repository's folder, so that a developer's .env plays no part.
    cwd: directory,
    env: {
      PATH: process.env.PATH,
      HOME: directory,
      PORT: String(port),
      FAULTLINE_DATA_DIR: dataDirectory,
      LOG_LEVEL: "warn",
      FAULTLINE_AUTO_ANALYTICS: "off",
      ...environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = keepOutput(child);
  const url = `http://127.0.0.1:${port}`;
  await untilHealthy(url, child, output);
  return { url, pid: child.pid!, dataDirectory, stop: () => stop(child, directory, output) };
}

/** {@link startApp} with the account {@link ADMIN}. */
export function startAppWithAdmin(environment: Readonly<Record<string, string>> = {}): Promise<RunningApp> {
  return startApp({
    FIRST_ADMIN_USERNAME: ADMIN.username,
    FIRST_ADMIN_PASSWORD: ADMIN.password,
    ...environment,
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function keepOutput(child: ChildProcess): () => string {
  let text = "";
  const keep = (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(-20_000);
  };
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  return () => text;
}

async function untilHealthy(url: string, child: ChildProcess, output: () => string): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the app ended with code ${child.exitCode}:\n${output()}`);
    const answer = await fetch(`${url}/health`).catch(() => null);
    if (answer?.ok) return;
    await delay(50);
  }
  child.kill("SIGKILL");
  throw new Error(`the app did not answer ${url}/health within ${START_TIMEOUT_MS} ms:\n${output()}`);
}

async function stop(child: ChildProcess, directory: string, output: () => string): Promise<void> {
  const ended = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  child.kill("SIGTERM");
  const code = await Promise.race([ended, delay(STOP_TIMEOUT_MS, "late" as const, { ref: false })]);
  if (code === "late") child.kill("SIGKILL");
  await rm(directory, { recursive: true, force: true });
  if (code !== 0) throw new Error(`on SIGTERM the app ended with ${code}, not 0:\n${output()}`);
}
