import type { LogFile } from "@faultline/contract";

export interface Answer<T = any> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

export interface TestClient {
  readonly address: string;
  /** The same client with these headers on every request. */
  with(headers: Readonly<Record<string, string>>): TestClient;
  /** Signs in and returns a client with the bearer token. */
  signIn(account: { username: string; password: string }): Promise<TestClient>;
  get<T = any>(path: string): Promise<Answer<T>>;
  post<T = any>(path: string, json?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer<T>>;
  patch<T = any>(path: string, json: unknown): Promise<Answer<T>>;
  delete<T = any>(path: string): Promise<Answer<T>>;
  upload(filename: string, content: string | Uint8Array, fields?: Readonly<Record<string, string>>): Promise<Answer>;
  /** Uploads and waits until the file is read. */
  uploadAndRead(
    filename: string,
    content: string | Uint8Array,
    fields?: Readonly<Record<string, string>>,
  ): Promise<LogFile>;
  whenRead(fileId: number): Promise<LogFile>;
}

/** Calls the API as a program would, over HTTP. */
export function createTestClient(address: string, headers: Readonly<Record<string, string>> = {}): TestClient {
  const call = async (method: string, path: string, init: RequestInit = {}): Promise<Answer> => {
    const response = await fetch(address + path, {
      method,
      redirect: "manual",
      ...init,
      headers: { ...headers, ...(init.headers as Record<string, string>) },
    });
    const text = await response.text();
    const isJson = /[/+]json/.test(response.headers.get("content-type") ?? "");
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  };
  const client: TestClient = {
    address,
    with: (more) => createTestClient(address, { ...headers, ...more }),
    async signIn(account) {
      const { body } = await client.post("/auth/login", account);
      return client.with({ authorization: `Bearer ${body.access_token}` });
    },
    get: (path) => call("GET", path),
    post: (path, json, more) =>
      json === undefined
        ? call("POST", path, { headers: { ...more } })
        : call("POST", path, { body: JSON.stringify(json), headers: { "content-type": "application/json", ...more } }),
    patch: (path, json) =>
      call("PATCH", path, { body: JSON.stringify(json), headers: { "content-type": "application/json" } }),
    delete: (path) => call("DELETE", path),
    upload(filename, content, fields = {}) {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.append(name, value);
      form.append("file", new Blob([content as BlobPart]), filename);
      return call("POST", "/logs/upload", { body: form });
    },
    async uploadAndRead(filename, content, fields) {
      const { body } = await client.upload(filename, content, fields);
      return client.whenRead(body.log_file_id);
    },
    async whenRead(fileId) {
      for (;;) {
        const { body } = await client.get<LogFile>(`/logs/files/${fileId}`);
        if (body.status === "processed" || body.status === "failed") return body;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
  };
  return client;
}
