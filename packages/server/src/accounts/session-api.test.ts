import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ADMIN, startTestServer, type TestServer } from "../testing/test-server.ts";
import type { Answer, TestClient } from "../testing/test-client.ts";

let running: TestServer;
let browser: TestClient;

const SAME_ORIGIN = { "x-requested-with": "faultline" };

beforeAll(async () => {
  running = await startTestServer();
  browser = running.client.with(SAME_ORIGIN);
});
afterAll(() => running.stop());

function cookieOf(answer: Answer): { value: string; attributes: string[] } {
  const [value = "", ...attributes] = (answer.headers.get("set-cookie") ?? "").split("; ");
  return { value, attributes };
}

async function signedInBrowser(): Promise<TestClient> {
  const { value } = cookieOf(await browser.post("/auth/session", ADMIN));
  return browser.with({ cookie: value });
}

describe("a session", () => {
  test("is a cookie that scripts cannot read, and its token is not in the body", async () => {
    const answer = await browser.post("/auth/session", ADMIN);
    const { value, attributes } = cookieOf(answer);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ username: "ada", role: "admin" });
    expect(JSON.stringify(answer.body)).not.toContain(value.split("=")[1]!);
    expect(attributes).toEqual(expect.arrayContaining(["HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=3600"]));
    expect(attributes).not.toContain("Secure");
    expect((await running.client.with({ cookie: value }).get("/auth/me")).body.username).toBe("ada");
  });

  test("has a secure cookie when a proxy on this machine says that it came by HTTPS", async () => {
    const answer = await browser.post("/auth/session", ADMIN, { "x-forwarded-proto": "https" });
    expect(cookieOf(answer).attributes).toContain("Secure");
  });

  test("ends with the cookie being dropped", async () => {
    const answer = await (await signedInBrowser()).delete("/auth/session");
    expect(answer.status).toBe(204);
    expect(answer.headers.get("set-cookie")).toMatch(/^faultline_session=;.*(Expires=Thu, 01 Jan 1970|Max-Age=0)/);
  });

  test("answers a wrong password with 401 and no cookie", async () => {
    const answer = await browser.post("/auth/session", { ...ADMIN, password: "wrong" });
    expect(answer.status).toBe(401);
    expect(answer.headers.get("set-cookie")).toBeNull();
  });
});

describe("a request by session cookie that changes something", () => {
  const attempt = (client: TestClient, headers: Record<string, string> = {}) =>
    client.post("/auth/api-keys", { name: "x" }, headers);

  test("passes with the header that only pages of this origin can add", async () => {
    const client = await signedInBrowser();
    expect((await attempt(client)).status).toBe(201);
    expect((await attempt(client, { origin: client.address, "sec-fetch-site": "same-origin" })).status).toBe(201);
  });

  test("is refused without that header", async () => {
    const client = await signedInBrowser();
    const answer = await attempt(client, { "x-requested-with": "other" });
    expect(answer.status).toBe(403);
    expect(answer.body.detail).toMatch(/X-Requested-With: faultline/);
  });

  test.each([
    { origin: "http://evil.example" },
    { origin: "null" },
    { origin: "http://127.0.0.1:1" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
  ])("is refused when the browser tells of another origin: %o", async (headers) => {
    const answer = await attempt(await signedInBrowser(), headers as unknown as Record<string, string>);
    expect(answer.status).toBe(403);
    expect(answer.body.code).toBe("cross_origin");
  });

  test("needs the same for signing in and out", async () => {
    const plain = running.client;
    expect((await plain.post("/auth/session", ADMIN)).status).toBe(403);
    expect((await plain.delete("/auth/session")).status).toBe(403);
    expect((await browser.post("/auth/session", ADMIN, { origin: "http://evil.example" })).status).toBe(403);
  });

  test("is not asked for it when it is made with a token", async () => {
    const admin = await running.client.signIn(ADMIN);
    expect((await attempt(admin, { origin: "http://evil.example" })).status).toBe(201);
  });
});

describe("the first start", () => {
  test("is over once the configuration names the first admin", async () => {
    expect(running.server.setup).toBeNull();
    const account = { username: "grace", password: "sailing by the stars" };
    expect((await browser.post("/auth/setup", account)).status).toBe(409);
  });
});

describe("sign-in attempts", () => {
  test("are throttled per address and username with 429 and Retry-After, and others are not kept out", async () => {
    const from = (address: string) => running.client.with({ "x-forwarded-for": address });
    const guess = { username: "ada", password: "wrong" };
    for (let i = 0; i < 5; i++) expect((await from("203.0.113.7").post("/auth/login", guess)).status).toBe(401);
    const blocked = await from("203.0.113.7").post("/auth/login", ADMIN);
    expect(blocked.status).toBe(429);
    expect(Number(blocked.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(blocked.body.detail).toMatch(/try again in \d+ s/);
    expect((await from("203.0.113.8").post("/auth/login", ADMIN)).status).toBe(200);
  });
});
