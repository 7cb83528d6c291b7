import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export interface TestServer {
  readonly url: string;
  /** Ends the server and removes its data. */
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 15_000;

/**
 * Runs a script that starts a server, prints `{"url": …}` when it answers, and ends it, with its data, when standard
 * input closes. That also happens when this process is killed, so no server outlives its test.
 */
export async function startGuardedServer(script: URL, args: readonly string[] = []): Promise<TestServer> {
  const child = spawn(process.execPath, [fileURLToPath(script), ...args], { stdio: ["pipe", "pipe", "pipe"] });
  const errors: string[] = [];
  child.stderr.on("data", (chunk: Buffer) => errors.push(chunk.toString()));
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  try {
    const url = await announcedUrl(child);
    return { url, stop: () => stop(child, exited) };
  } catch (error) {
    await stop(child, exited);
    throw new Error(`${script.pathname} did not start: ${errors.join("").slice(-4000)}`, { cause: error });
  }
}

function announcedUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`silent for ${START_TIMEOUT_MS} ms`)), START_TIMEOUT_MS);
    child.once("exit", (code) => reject(new Error(`exited with code ${code}`)));
    createInterface({ input: child.stdout! }).on("line", (line) => {
      if (!line.startsWith('{"url":')) return;
      clearTimeout(timer);
      resolve((JSON.parse(line) as { url: string }).url);
    });
  });
}

async function stop(child: ChildProcess, exited: Promise<void>): Promise<void> {
  child.stdin!.end();
  const timer = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS);
  await exited;
  clearTimeout(timer);
}
