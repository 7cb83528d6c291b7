import { afterEach, describe, expect, test } from "vitest";
import { request } from "node:http";
import { startTestServer, type TestServer } from "../testing/test-server.ts";

const NO_ADMIN = { FIRST_ADMIN_USERNAME: "", FIRST_ADMIN_PASSWORD: "" };
const SAME_ORIGIN = { "x-requested-with": "faultline" };
const ACCOUNT = { username: "ada", password: "correct horse battery" };

/** A server starts within the test. */
const START_MS = 60_000;

let running: TestServer;
afterEach(() => running.stop());

describe("the first start", () => {
  test(
    "asks for a code only by another name or through a proxy, and lets exactly one of several at once create the admin",
    async () => {
      running = await startTestServer({ variables: NO_ADMIN });
      const browser = running.client.with(SAME_ORIGIN);
      expect((await browser.get("/auth/setup")).body).toEqual({ needs_setup: true, code_required: false });
      const proxied = running.client.with({ ...SAME_ORIGIN, "x-forwarded-for": "203.0.113.5" });
      expect((await proxied.get("/auth/setup")).body.code_required).toBe(true);
      expect(await codeRequiredForHost("rebound.example")).toBe(true);
      expect(await codeRequiredForHost(`localhost:${new URL(running.server.address).port}`)).toBe(false);
      const guessed = [];
      for (let i = 0; i < 6; i++)
        guessed.push((await proxied.post("/auth/setup", { ...ACCOUNT, setup_code: `${i}` })).status);
      expect(guessed).toEqual([403, 403, 403, 403, 403, 429]);
      expect((await running.client.post("/auth/setup", ACCOUNT)).status).toBe(403);
      expect((await browser.post("/auth/setup", { ...ACCOUNT, password: "short" })).status).toBe(422);

      const names = ["ada", "grace", "joan", "mary", "edith"];
      const answers = await Promise.all(names.map((username) => browser.post("/auth/setup", { ...ACCOUNT, username })));
      const statuses = answers.map(({ status }) => status);
      expect(statuses.filter((status) => status === 201)).toHaveLength(1);
      expect(statuses.filter((status) => status === 409)).toHaveLength(4);
      const winner = answers.find(({ status }) => status === 201)!;
      expect(winner.body).toMatchObject({ role: "admin", is_active: true });
      const cookie = winner.headers.get("set-cookie")!.split(";")[0]!;
      expect((await browser.with({ cookie }).get("/auth/me")).body.username).toBe(winner.body.username);
      expect((await browser.get("/auth/setup")).body).toEqual({ needs_setup: false, code_required: false });
      expect(running.server.setup?.codeRequired).toBe(false);
    },
    START_MS,
  );

  test(
    "asks for the printed code when the server listens beyond this machine",
    async () => {
      running = await startTestServer({ variables: { ...NO_ADMIN, HOST: "0.0.0.0" } });
      const browser = running.client.with(SAME_ORIGIN);
      const { code, codeRequired } = running.server.setup!;
      expect(codeRequired).toBe(true);
      expect((await browser.get("/auth/setup")).body).toEqual({ needs_setup: true, code_required: true });
      expect((await browser.post("/auth/setup", ACCOUNT)).body.code).toBe("wrong_setup_code");
      expect((await browser.post("/auth/setup", { ...ACCOUNT, setup_code: "0".repeat(20) })).status).toBe(403);
      expect((await browser.post("/auth/setup", { ...ACCOUNT, setup_code: ` ${code.toUpperCase()} ` })).status).toBe(
        201,
      );
    },
    START_MS,
  );
});

async function codeRequiredForHost(host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    request(`${running.server.address}/auth/setup`, { headers: { host } }, (response) => {
      let text = "";
      response.on("data", (chunk: Buffer) => (text += chunk.toString()));
      response.on("end", () => resolve((JSON.parse(text) as { code_required: boolean }).code_required));
    })
      .on("error", reject)
      .end();
  });
}
