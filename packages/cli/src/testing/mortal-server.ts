import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Program, runProgram, type RunningProgram } from "./program.ts";

/** A server on a data directory of its own that is killed and started over and over. */
export interface MortalServer {
  /** Folder of received bytes. */
  readonly spool: string;
  start(): Promise<void>;
  /** Ends it with SIGKILL so many ms later; starts it before if it does not run. */
  killAfter(ms: number): Promise<void>;
  kill(): Promise<void>;
  /** Ends it with SIGTERM, if it runs. Resolves to its exit code, or the signal that ended it. */
  stop(): Promise<number | string | null>;
  get(path: string): Promise<{ status: number; body: any }>;
  post(path: string): Promise<{ status: number; body: any }>;
  raw(fileId: number): Promise<Buffer>;
  /** Names of the files that are not read to their end. */
  unfinished(): Promise<string[]>;
  /** Resolves to the file once it is read to its end, or has failed. */
  read(fileId: number): Promise<any>;
  /** Resolves once no file waits or is read. */
  untilAllRead(): Promise<void>;
  /** Uploads and returns the answer. */
  send(filename: string, bytes: Uint8Array, source: string): Promise<{ status: number; body: any }>;
  /** Resolves to the id of the file once the server has said that it has it. */
  upload(filename: string, bytes: Uint8Array, source: string): Promise<number>;
  /** Sends the beginning of an upload and leaves it at that. */
  uploadInPart(filename: string, bytes: Uint8Array): Promise<void>;
}

const ADMIN = { username: "ada", password: "correct horse battery" };
const POLL_MS = 50;
const VARIABLES = { FIRST_ADMIN_USERNAME: ADMIN.username, FIRST_ADMIN_PASSWORD: ADMIN.password, LOG_LEVEL: "warn" };

export function createMortalServer(program: Program, directory: string): MortalServer {
  mkdirSync(directory, { recursive: true });
  let running: RunningProgram | null = null;
  let address = "";
  let authorization = "";

  const run = (): RunningProgram => (running ??= runProgram(program, ["serve"], directory, VARIABLES));

  async function call(method: string, path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(address + path, { ...init, method, headers: { authorization, ...(init.headers as object) } });
  }
  async function answer(method: string, path: string, init: RequestInit = {}) {
    const response = await call(method, path, init);
    return { status: response.status, body: await response.json() };
  }
  async function end(signal: "SIGKILL" | "SIGTERM"): Promise<number | string> {
    const ending = running!;
    running = null;
    ending.process.kill(signal);
    return ending.ended;
  }

  const server: MortalServer = {
    spool: join(directory, "data", "spool"),
    async start() {
      address = await run().address();
      // The key that tokens are signed with outlives the process.
      if (authorization !== "") return;
      const headers = { "content-type": "application/json" };
      const { body } = await answer("POST", "/auth/login", { body: JSON.stringify(ADMIN), headers });
      authorization = `Bearer ${body.access_token}`;
    },
    async killAfter(ms) {
      run();
      await sleep(ms);
      await server.kill();
    },
    async kill() {
      const { output } = running!;
      const ended = await end("SIGKILL");
      if (ended !== "SIGKILL") throw new Error(`the server had ended with ${ended}: ${output.stderr}${output.stdout}`);
    },
    stop: async () => (running ? end("SIGTERM") : null),
    get: (path) => answer("GET", path),
    post: (path) => answer("POST", path),
    async raw(fileId) {
      const response = await call("GET", `/logs/files/${fileId}/raw`);
      return Buffer.from(await response.arrayBuffer());
    },
    async unfinished() {
      const lists = await Promise.all(
        ["uploaded", "processing"].map((status) => server.get(`/logs/files?limit=500&status=${status}`)),
      );
      return lists.flatMap(({ body }) => body.items.map(({ filename }: any) => filename));
    },
    async read(fileId) {
      for (; ; await sleep(POLL_MS)) {
        const { body } = await server.get(`/logs/files/${fileId}`);
        if (body.status === "processed" || body.status === "failed") return body;
      }
    },
    async untilAllRead() {
      while ((await server.unfinished()).length > 0) await sleep(POLL_MS);
    },
    async send(filename, bytes, source) {
      const form = new FormData();
      for (const [name, value] of Object.entries({ source, allow_duplicate: "true" })) form.append(name, value);
      form.append("file", new Blob([bytes as BlobPart]), filename);
      return answer("POST", "/logs/upload", { body: form });
    },
    async upload(filename, bytes, source) {
      const { status, body } = await server.send(filename, bytes, source);
      if (status !== 200) throw new Error(`${filename} was answered ${status}: ${JSON.stringify(body)}`);
      return body.log_file_id;
    },
    async uploadInPart(filename, bytes) {
      const headers = { authorization, "content-type": "multipart/form-data; boundary=b" };
      const sending = request(`${address}/logs/upload`, { method: "POST", headers });
      sending.on("error", () => undefined);
      sending.write(`--b\r\ncontent-disposition: form-data; name="file"; filename="${filename}"\r\n\r\n`);
      if (!sending.write(bytes)) await once(sending, "drain");
    },
  };
  return server;
}
