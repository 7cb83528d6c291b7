import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { User } from "@faultline/contract";
import { ADMIN, startTestServer, type TestServer } from "../testing/test-server.ts";
import type { TestClient } from "../testing/test-client.ts";

let running: TestServer;
let anonymous: TestClient;
let admin: TestClient;
let adminId: number;

beforeAll(async () => {
  running = await startTestServer();
  anonymous = running.client;
  admin = await anonymous.signIn(ADMIN);
  adminId = (await admin.get<User>("/auth/me")).body.id;
});
afterAll(() => running.stop());

const PASSWORD = "sailing by the stars";

async function addUser(username: string, role = "viewer"): Promise<User> {
  return (await admin.post<User>("/auth/users", { username, password: PASSWORD, role })).body;
}

describe("the list of users", () => {
  test("has all of them for admins, without a trace of their passwords", async () => {
    const grace = await addUser("grace");
    const { status, body } = await admin.get("/auth/users?limit=10");
    expect(status).toBe(200);
    expect(body).toMatchObject({ total: 2, offset: 0, limit: 10 });
    expect(body.items).toEqual([expect.objectContaining({ username: "ada", role: "admin" }), grace]);
    expect(JSON.stringify(body)).not.toMatch(/argon2|password/);
  });

  test("is not for viewers, and neither are changes of it", async () => {
    const { id } = await addUser("heidi");
    const viewer = await anonymous.signIn({ username: "heidi", password: PASSWORD });
    expect((await viewer.get("/auth/users")).status).toBe(403);
    expect((await viewer.patch(`/auth/users/${id}`, { role: "admin" })).status).toBe(403);
    expect((await viewer.post(`/auth/users/${adminId}/password`, { password: PASSWORD })).status).toBe(403);
  });
});

describe("an admin", () => {
  test("changes what another may do, from the next request on", async () => {
    const { id } = await addUser("ivan");
    const ivan = await anonymous.signIn({ username: "ivan", password: PASSWORD });
    const promoted = await admin.patch(`/auth/users/${id}`, { role: "admin" });
    expect([promoted.status, promoted.body.role]).toEqual([200, "admin"]);
    expect((await ivan.get("/auth/users")).status).toBe(200);
    await admin.patch(`/auth/users/${id}`, { role: "viewer" });
    expect((await ivan.get("/auth/users")).status).toBe(403);
  });

  test("disables another, whose sessions and keys stop working, the sessions for good", async () => {
    const { id } = await addUser("judy");
    const judy = await anonymous.signIn({ username: "judy", password: PASSWORD });
    const { body: key } = await judy.post("/auth/api-keys", { name: "shipper" });
    const byKey = anonymous.with({ "x-api-key": key.raw_key });
    expect((await admin.patch(`/auth/users/${id}`, { is_active: false })).body.is_active).toBe(false);
    expect((await judy.get("/auth/me")).status).toBe(401);
    expect((await byKey.get("/auth/me")).status).toBe(401);
    const refused = await anonymous.post("/auth/login", { username: "judy", password: PASSWORD });
    expect([refused.status, refused.body.code]).toEqual([403, "account_disabled"]);

    await admin.patch(`/auth/users/${id}`, { is_active: true });
    expect((await judy.get("/auth/me")).status).toBe(401);
    expect((await byKey.get("/auth/me")).status).toBe(200);
    expect((await anonymous.post("/auth/login", { username: "judy", password: PASSWORD })).status).toBe(200);
  });

  test("gives another a new password, which ends their sessions", async () => {
    const { id } = await addUser("mallory");
    const mallory = await anonymous.signIn({ username: "mallory", password: PASSWORD });
    const password = "another one altogether";
    expect((await admin.post(`/auth/users/${id}/password`, { password: "short" })).status).toBe(422);
    expect((await admin.post(`/auth/users/${id}/password`, { password })).status).toBe(204);
    expect((await mallory.get("/auth/me")).status).toBe(401);
    expect((await anonymous.post("/auth/login", { username: "mallory", password: PASSWORD })).status).toBe(401);
    expect((await anonymous.post("/auth/login", { username: "mallory", password })).status).toBe(200);
  });

  test("cannot disable, demote or reset themselves", async () => {
    for (const change of [{ role: "viewer" }, { is_active: false }]) {
      const answer = await admin.patch(`/auth/users/${adminId}`, change);
      expect([answer.status, answer.body.code]).toEqual([409, "own_account"]);
    }
    expect((await admin.post(`/auth/users/${adminId}/password`, { password: PASSWORD })).status).toBe(409);
    expect((await admin.get("/auth/me")).body).toMatchObject({ role: "admin", is_active: true });
  });

  test("is told of a user who does not exist, a role that does not, and ids that are none", async () => {
    const { id } = await addUser("niaj");
    expect((await admin.patch("/auth/users/99999", { role: "admin" })).status).toBe(404);
    expect((await admin.post("/auth/users/99999/password", { password: PASSWORD })).status).toBe(404);
    expect((await admin.patch(`/auth/users/${id}`, { role: "owner" })).status).toBe(422);
    expect((await admin.patch("/auth/users/me", { role: "admin" })).status).toBe(422);
  });
});

describe("one's own password", () => {
  const SAME_ORIGIN = { "x-requested-with": "faultline" };

  async function openSession(account: { username: string; password: string }): Promise<TestClient> {
    const answer = await anonymous.post("/auth/session", account, SAME_ORIGIN);
    return anonymous.with({ ...SAME_ORIGIN, cookie: answer.headers.get("set-cookie")!.split(";")[0]! });
  }

  test("is changed with the current one; this session goes on with a new cookie, all others end", async () => {
    await addUser("olivia");
    const account = { username: "olivia", password: PASSWORD };
    const [here, elsewhere, program] = [
      await openSession(account),
      await openSession(account),
      await anonymous.signIn(account),
    ];
    const change = { current_password: PASSWORD, new_password: "quite another one" };
    const answer = await here.post("/auth/password", change);
    expect([answer.status, answer.body.username]).toEqual([200, "olivia"]);
    const cookie = answer.headers.get("set-cookie")!;
    expect(cookie).toMatch(/HttpOnly/);
    expect((await anonymous.with({ cookie: cookie.split(";")[0]! }).get("/auth/me")).status).toBe(200);
    for (const other of [here, elsewhere, program]) expect((await other.get("/auth/me")).status).toBe(401);
    expect((await anonymous.post("/auth/login", account)).status).toBe(401);
    expect((await anonymous.post("/auth/login", { ...account, password: change.new_password })).status).toBe(200);
  });

  test("stays when the current one is wrong, and guessing it is throttled", async () => {
    await addUser("peggy");
    const peggy = await anonymous.signIn({ username: "peggy", password: PASSWORD });
    const guess = { current_password: "a guess", new_password: "quite another one" };
    const answers = [];
    for (let i = 0; i < 6; i++) answers.push(await peggy.post("/auth/password", guess));
    expect(answers[0]!.body).toMatchObject({ status: 400, code: "wrong_password" });
    expect(answers.at(-1)!.status).toBe(429);
    expect((await peggy.get("/auth/me")).status).toBe(200);
  });

  test("must be long enough, and needs somebody signed in", async () => {
    const short = { current_password: ADMIN.password, new_password: "short" };
    expect((await admin.post("/auth/password", short)).status).toBe(422);
    expect((await anonymous.post("/auth/password", { ...short, new_password: PASSWORD })).status).toBe(401);
  });
});
