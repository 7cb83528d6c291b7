import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ADMIN, startTestServer, type TestServer } from "../testing/test-server.ts";

let running: TestServer;

beforeAll(async () => {
  const webRoot = mkdtempSync(join(tmpdir(), "faultline-web-"));
  mkdirSync(join(webRoot, "assets"));
  writeFileSync(join(webRoot, "index.html"), "<!doctype html><title>Faultline</title>");
  writeFileSync(join(webRoot, "assets", "index-abc123.js"), "export {};");
  writeFileSync(join(webRoot, "icon.svg"), "<svg/>");
  writeFileSync(join(webRoot, "index.html.gz"), gzipSync("<!doctype html><title>Faultline</title>"));
  const hints = { "/": { files: ["</assets/a.js>; rel=modulepreload"], requests: ["</auth/me>; rel=preload"] } };
  writeFileSync(join(webRoot, "page-hints.json"), JSON.stringify(hints));
  running = await startTestServer({ webRoot });
});
afterAll(() => running.stop());

const HTML = { accept: "text/html,application/xhtml+xml" };

describe("the server", () => {
  test("is healthy, and says which version it is", async () => {
    const answer = await running.client.get("/health");
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ status: "ok", version: "1.2.3" });
  });

  test("serves the web app, hashed files for good and pages anew each time", async () => {
    const page = await running.client.with(HTML).get("/");
    expect(page.body).toContain("<title>Faultline</title>");
    expect(page.headers.get("cache-control")).toBe("no-cache");
    const script = await running.client.get("/assets/index-abc123.js");
    expect(script.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect((await running.client.get("/icon.svg")).headers.get("cache-control")).toBe("no-cache");
  });

  test("sends a page compressed to who takes that, and not again to who has it", async () => {
    const page = await running.client.with({ "accept-encoding": "gzip" }).get("/");
    expect(page.headers.get("content-encoding")).toBe("gzip");
    expect(page.body).toContain("<title>Faultline</title>");
    const etag = page.headers.get("etag")!;
    expect((await running.client.with({ "if-none-match": etag }).get("/")).status).toBe(304);
  });

  test("tells with a page what it needs: its files, and its requests if its URL and a session make them known", async () => {
    const linkOf = async (path: string, headers = {}) =>
      (await running.client.with({ ...HTML, ...headers }).get(path)).headers.get("link");
    const files = "</assets/a.js>; rel=modulepreload";
    const cookie = "faultline_session=x";
    expect(await linkOf("/")).toBe(files);
    expect(await linkOf("/", { cookie })).toBe(`${files}, </auth/me>; rel=preload`);
    expect(await linkOf("/?range=1h", { cookie })).toBe(files);
    expect(await linkOf("/explorer", { cookie })).toBeNull();
  });

  test("answers the paths of the app's pages with the app, and programs with 404", async () => {
    expect((await running.client.with(HTML).get("/explorer?level=ERROR")).body).toContain("<title>Faultline</title>");
    const answer = await running.client.get("/explorer");
    expect(answer.status).toBe(404);
    expect(answer.body).toMatchObject({ code: "no_such_route", detail: "Nothing answers GET /explorer." });
    expect((await running.client.with(HTML).post("/explorer")).status).toBe(404);
    expect((await running.client.get("/assets/..%2f..%2f..%2fetc%2fpasswd")).status).toBe(404);
  });

  test("answers what no route can have with a problem document", async () => {
    for (const path of ["/%", "/logs/files/%ff"]) {
      const { status, headers, body } = await running.client.get(path);
      expect(status).toBe(400);
      expect(headers.get("content-type")).toMatch(/^application\/problem\+json/);
      expect(body).toMatchObject({ status: 400, code: "bad_url", detail: expect.any(String) });
    }
  });

  test("knows nothing under an id that is larger than any", async () => {
    const admin = await running.client.signIn(ADMIN);
    const id = Number.MAX_SAFE_INTEGER;
    for (const path of [`/logs/files/${id}`, `/analytics/runs/${id}`]) expect((await admin.get(path)).status).toBe(404);
    expect((await admin.delete(`/auth/api-keys/${id}`)).status).toBe(404);
    expect((await admin.get(`/logs/files/x`)).body.detail).toMatch(/^The path is not valid\. id: /);
  });

  test("takes a form that is cut off, or none, for a mistake of the client", async () => {
    const { body: signedIn } = await running.client.post("/auth/login", ADMIN);
    const head = '--B\r\nContent-Disposition: form-data; name="file"; filename="a.log"\r\n\r\nline';
    for (const type of ["multipart/form-data", "multipart/form-data; boundary=B"]) {
      const headers = { authorization: `Bearer ${signedIn.access_token}`, "content-type": type };
      const answer = await fetch(`${running.server.address}/logs/upload`, { method: "POST", body: head, headers });
      expect(answer.status).toBe(422);
      expect(await answer.json()).toMatchObject({ code: "validation_failed" });
    }
  });

  test("sends headers that keep a browser from running or framing what it should not", async () => {
    for (const path of ["/", "/health", "/docs/", "/nowhere"]) {
      const { headers } = await running.client.get(path);
      const policy = headers.get("content-security-policy")!;
      expect(policy).toMatch(/script-src 'self';/);
      expect(policy).toMatch(/frame-ancestors 'none'/);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("same-origin");
      expect(headers.get("access-control-allow-origin")).toBeNull();
    }
  });

  test("lets no answer of the API be cached", async () => {
    expect((await running.client.get("/auth/setup")).headers.get("cache-control")).toBe("no-store");
    expect((await running.client.get("/logs")).headers.get("cache-control")).toBe("no-store");
  });

  test("refuses bodies that are too large or of a type no page needs leave to send", async () => {
    expect((await running.client.post("/auth/login", { username: "x".repeat(100_000), password: "y" })).status).toBe(
      413,
    );
    const response = await fetch(`${running.client.address}/auth/login`, {
      method: "POST",
      body: JSON.stringify(ADMIN),
      headers: { "content-type": "text/plain" },
    });
    expect(response.status).toBe(415);
  });
});

describe("the documentation", () => {
  test("is Swagger UI at /docs, with no script in the page itself", async () => {
    const page = await running.client.get("/docs/");
    expect(page.status).toBe(200);
    expect(page.body).toContain("swagger-ui");
    expect(page.body).not.toMatch(/<script(?![^>]*\ssrc=)/);
    expect((await running.client.get("/docs")).status).toBe(200);
  });

  test("names every route of the API, its answers, and the ways to authenticate", async () => {
    const { body } = await running.client.get("/openapi.json");
    expect((await running.client.get("/docs/json")).body).toEqual(body);
    const operations = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods as object).map((method) => `${method} ${path}`),
    );
    expect(operations).toEqual(
      expect.arrayContaining([
        "post /auth/login",
        "get /auth/me",
        "post /auth/users",
        "post /auth/api-keys",
        "get /auth/api-keys",
        "delete /auth/api-keys/{id}",
        "post /logs/upload",
        "get /logs/files",
        "get /logs/files/{id}",
        "get /logs",
        "get /stats/summary",
        "get /analytics/anomalies",
        "get /analytics/clusters",
        "post /analytics/run",
        "get /health",
      ]),
    );
    for (const methods of Object.values(body.paths)) {
      for (const operation of Object.values(methods as Record<string, any>)) {
        expect(operation.summary).toBeTruthy();
        expect(operation.tags).toHaveLength(1);
      }
    }
    const login = body.paths["/auth/login"].post;
    expect(login.requestBody.content["application/json"].schema.required).toEqual(["username", "password"]);
    expect(login.responses["401"].content["application/problem+json"].schema.properties.detail).toBeTruthy();
    expect(
      body.paths["/logs/upload"].post.requestBody.content["multipart/form-data"].schema.properties.file.format,
    ).toBe("binary");
    expect(Object.keys(body.components.securitySchemes)).toEqual(["bearer", "apiKey", "session"]);
    expect(body.paths["/logs"].get.security).toEqual([{ bearer: [] }, { apiKey: [] }, { session: [] }]);
  });
});

describe("the log", () => {
  test("has one line per request, found by its id, and no secrets", async () => {
    const admin = await running.client.signIn(ADMIN);
    const { body: key } = await admin.post("/auth/api-keys", { name: "k" });
    const answer = await running.client.with({ "x-api-key": key.raw_key }).get("/logs?keyword=s3cret");
    const id = answer.headers.get("x-request-id")!;
    await expect.poll(() => running.logLines.filter((line) => line.includes(id))).toHaveLength(1);
    const line = JSON.parse(running.logLines.find((each) => each.includes(id))!);
    expect(line).toMatchObject({
      level: "info",
      method: "GET",
      path: "/logs",
      status: 200,
      duration_ms: expect.any(Number),
    });
    expect(running.logLines.join("")).not.toMatch(new RegExp(`s3cret|${key.raw_key}|${ADMIN.password}|eyJ`));
  });
});
