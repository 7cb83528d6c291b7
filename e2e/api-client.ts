import { setTimeout as delay } from "node:timers/promises";
import { logFile, loginResponse, uploadResponse, type LogFile } from "@faultline/contract";
import { ADMIN } from "./running-app.ts";

/** Asks a running app as a program would, with a bearer token; answers are checked against the contract. */
export interface ApiClient {
  /** The value of the Authorization header. */
  readonly authorization: string;
  get<T>(schema: { parse(answer: unknown): T }, path: string): Promise<T>;
  post(path: string, body: unknown): Promise<unknown>;
  upload(filename: string, content: Blob): Promise<number>;
  /** The file once it is processed or failed. */
  untilDone(fileId: number, pollMs?: number): Promise<LogFile>;
}

export async function signInByApi(
  url: string,
  credentials: { username: string; password: string } = ADMIN,
): Promise<ApiClient> {
  const answer = await ask(`${url}/auth/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(credentials),
  });
  const headers = { authorization: `Bearer ${loginResponse.parse(answer).access_token}` };
  const getFile = async (id: number) => logFile.parse(await ask(`${url}/logs/files/${id}`, { headers }));
  return {
    authorization: headers.authorization,
    get: async (schema, path) => schema.parse(await ask(url + path, { headers })),
    post: (path, body) =>
      ask(url + path, {
        method: "POST",
        headers: { ...headers, "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
    async upload(filename, content) {
      const form = new FormData();
      form.append("file", content, filename);
      return uploadResponse.parse(await ask(`${url}/logs/upload`, { method: "POST", headers, body: form })).log_file_id;
    },
    async untilDone(fileId, pollMs = 100) {
      for (;;) {
        const file = await getFile(fileId);
        if (file.status === "processed" || file.status === "failed") return file;
        await delay(pollMs);
      }
    },
  };
}

async function ask(url: string, init: RequestInit): Promise<unknown> {
  const answer = await fetch(url, init);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${init.method ?? "GET"} ${url} answered ${answer.status}: ${text}`);
  return JSON.parse(text);
}
