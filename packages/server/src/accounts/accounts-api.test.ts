import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ADMIN, startTestServer, type TestServer } from "../testing/test-server.ts";
import type { TestClient } from "../testing/test-client.ts";

let running: TestServer;
let anonymous: TestClient;
let admin: TestClient;

beforeAll(async () => {
  running = await startTestServer();
  anonymous = running.client;
  admin = await anonymous.signIn(ADMIN);
});
afterAll(() => running.stop());

const VIEWER = { username: "grace", password: "sailing by the stars" };

describe("signing in", () => {
  test("gives a bearer token that names its user", async () => {
    const answer = await anonymous.post("/auth/login", ADMIN);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ access_token: expect.any(String), token_type: "bearer" });
    const me = await anonymous.with({ authorization: `Bearer ${answer.body.access_token}` }).get("/auth/me");
    expect(me.body).toEqual({
      id: expect.any(Number),
      username: "ada",
      email: null,
      role: "admin",
      is_active: true,
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    });
  });

  test("takes the username in any case", async () => {
    expect((await anonymous.post("/auth/login", { ...ADMIN, username: "ADA" })).status).toBe(200);
  });

  test("answers a wrong password and an unknown user alike, with 401", async () => {
    const wrong = await anonymous.post("/auth/login", { ...ADMIN, password: "wrong" });
    const unknown = await anonymous.post("/auth/login", { username: "nobody", password: "wrong" });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(wrong.body.detail).toBe(unknown.body.detail);
    expect(wrong.headers.get("content-type")).toMatch("application/problem+json");
    expect(wrong.body).toMatchObject({
      status: 401,
      code: "wrong_credentials",
      title: "Unauthorized",
      request_id: expect.any(String),
    });
  });

  test("says which field is missing with 422", async () => {
    const answer = await anonymous.post("/auth/login", { username: "ada" });
    expect(answer.status).toBe(422);
    expect(answer.body.detail).toMatch(/password/);
    expect(answer.body.errors).toEqual([{ path: "password", message: expect.any(String) }]);
  });

  test("says with 422 that a body is not JSON", async () => {
    const response = await fetch(`${anonymous.address}/auth/login`, {
      method: "POST",
      body: "{",
      headers: { "content-type": "application/json" },
    });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ code: "invalid_json" });
  });
});

describe("a protected route", () => {
  test.each([
    "/auth/me",
    "/auth/api-keys",
    "/auth/users",
    "/logs",
    "/logs/files",
    "/logs/files/1",
    "/stats/summary",
    "/stats/timeline",
    "/stats/parts",
    "/analytics/anomalies",
    "/analytics/clusters",
    "/analytics/runs",
  ])("GET %s answers 401 without credentials", async (path) => {
    const answer = await anonymous.get(path);
    expect(answer.status).toBe(401);
    expect(answer.body.detail).toBeTruthy();
    expect(answer.headers.get("www-authenticate")).toBe("Bearer");
  });

  test("refuses a token signed with another key, one unsigned, and one that was changed", async () => {
    const { body } = await anonymous.post("/auth/login", ADMIN);
    const [head, payload, signature] = (body.access_token as string).split(".") as [string, string, string];
    const none = Buffer.from('{"alg":"none"}').toString("base64url");
    const later = Buffer.from(JSON.stringify({ ...JSON.parse(atob(payload)), exp: 9_999_999_999 })).toString(
      "base64url",
    );
    for (const token of [`${none}.${payload}.`, `${head}.${later}.${signature}`, `${head}.${payload}.AAAA`, "abc"]) {
      expect((await anonymous.with({ authorization: `Bearer ${token}` }).get("/auth/me")).status).toBe(401);
    }
  });
});

describe("users", () => {
  test("are created by an admin, viewer unless told otherwise", async () => {
    const answer = await admin.post("/auth/users", { ...VIEWER, email: "grace@example.org" });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      username: "grace",
      email: "grace@example.org",
      role: "viewer",
      is_active: true,
    });
    expect(JSON.stringify(answer.body)).not.toMatch(/argon2|password/);
  });

  test("have a username and an email of their own", async () => {
    const taken = await admin.post("/auth/users", { username: "Grace", password: "long enough" });
    expect(taken.status).toBe(409);
    expect(taken.body.detail).toMatch(/username/);
    const email = await admin.post("/auth/users", {
      username: "other",
      password: "long enough",
      email: "grace@example.org",
    });
    expect(email.status).toBe(409);
    expect(email.body.detail).toMatch(/email/);
  });

  test("cannot have an unknown role (400), a short name or a short password (422)", async () => {
    expect((await admin.post("/auth/users", { username: "xyz", password: "long enough", role: "owner" })).status).toBe(
      400,
    );
    expect((await admin.post("/auth/users", { username: "xy", password: "long enough" })).status).toBe(422);
    expect((await admin.post("/auth/users", { username: "xyz", password: "short" })).status).toBe(422);
  });

  test("who are viewers read but do not administer", async () => {
    const viewer = await anonymous.signIn(VIEWER);
    expect((await viewer.get("/logs")).status).toBe(200);
    expect((await viewer.get("/stats/summary")).status).toBe(200);
    expect((await viewer.post("/auth/users", { username: "xyz", password: "long enough" })).status).toBe(403);
    expect((await viewer.upload("a.log", "x\n")).status).toBe(403);
  });
});

describe("API keys", () => {
  test("are shown once, work in the X-API-Key header, and stop working when revoked", async () => {
    const created = await admin.post("/auth/api-keys", { name: "shipper" });
    expect(created.status).toBe(201);
    const { raw_key: rawKey, ...listed } = created.body;
    expect(rawKey).toMatch(/^flk_[\w-]{43}$/);
    expect(listed).toEqual({
      id: expect.any(Number),
      key_prefix: rawKey.slice(0, 8),
      name: "shipper",
      is_active: true,
      created_at: expect.any(String),
    });
    const byKey = anonymous.with({ "x-api-key": rawKey });
    expect((await byKey.get("/auth/me")).body.username).toBe("ada");
    expect((await byKey.get("/auth/api-keys")).body).toEqual([listed]);

    expect((await admin.delete(`/auth/api-keys/${listed.id}`)).status).toBe(204);
    expect((await byKey.get("/auth/me")).status).toBe(401);
    expect((await admin.get("/auth/api-keys")).body).toEqual([{ ...listed, is_active: false }]);
  });

  test("of another user are not found", async () => {
    const created = await admin.post("/auth/api-keys", { name: "mine" });
    const viewer = await anonymous.signIn(VIEWER);
    expect((await viewer.delete(`/auth/api-keys/${created.body.id}`)).status).toBe(404);
    expect((await viewer.get("/auth/api-keys")).body).toEqual([]);
  });

  test("come after a bearer token, which is tried first, and before nothing", async () => {
    const { body } = await (await anonymous.signIn(VIEWER)).post("/auth/api-keys", { name: "viewer's" });
    expect((await admin.with({ "x-api-key": body.raw_key }).get("/auth/me")).body.username).toBe("ada");
    const stale = anonymous.with({ authorization: "Bearer stale", "x-api-key": body.raw_key });
    expect((await stale.get("/auth/me")).body.username).toBe("grace");
  });

  test("need a name", async () => {
    expect((await admin.post("/auth/api-keys", { name: " " })).status).toBe(422);
    expect((await admin.post("/auth/api-keys", { name: "x".repeat(256) })).status).toBe(422);
  });
});
