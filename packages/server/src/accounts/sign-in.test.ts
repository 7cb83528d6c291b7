import type { User } from "@faultline/storage";
import { verify } from "@node-rs/argon2";
import { afterEach, describe, expect, test, vi } from "vitest";
import { createAccessTokens } from "./access-tokens.ts";
import { createPasswordVerifier, hashPassword } from "./passwords.ts";
import { createSignIn } from "./sign-in.ts";
import { createSignInThrottle } from "./sign-in-throttle.ts";

vi.mock("@node-rs/argon2", { spy: true });

const ADA: User = {
  id: 7,
  username: "ada",
  email: null,
  role: "viewer",
  isActive: true,
  createdAt: new Date(0),
  passwordHash: await hashPassword("correct horse battery"),
  tokenVersion: 0,
};
const DISABLED: User = { ...ADA, isActive: false };
const SECRET = "0123456789abcdef0123456789abcdef";

afterEach(() => {
  vi.useRealTimers();
});

describe("signing in to an account that is disabled", () => {
  const recorded: string[] = [];
  const signIn = createSignIn(
    { findByUsername: async () => DISABLED },
    createPasswordVerifier(),
    createSignInThrottle(() => 0),
    { record: async ({ action }) => void recorded.push(action) },
  );
  const attempt = (password: string) => signIn({ username: "ada", password, address: "10.0.0.1" });

  test("is answered with 403, but only to who knows the password", async () => {
    await expect(attempt("correct horse battery")).rejects.toMatchObject({ status: 403, code: "account_disabled" });
    await expect(attempt("wrong")).rejects.toMatchObject({ status: 401 });
    expect(recorded).toEqual(["sign_in_failed"]);
  });
});

describe("a password", () => {
  test("is kept as argon2id with at least 19 MiB and two passes", () => {
    expect(ADA.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  test("takes as much work to refuse where there is no user as where there is one", async () => {
    const passwordMatches = createPasswordVerifier();
    vi.mocked(verify).mockClear();
    expect(await passwordMatches("wrong", ADA.passwordHash)).toBe(false);
    expect(await passwordMatches("wrong", undefined)).toBe(false);
    expect(await passwordMatches("no account has this password", undefined)).toBe(false);
    const costs = vi.mocked(verify).mock.calls.map(([hash]) => String(hash).split("$").slice(1, 4));
    expect(costs).toEqual([costs[0], costs[0], costs[0]]);
  });
});

describe("an access token", () => {
  const tokensFor = (user: User | null, secret = SECRET) =>
    createAccessTokens(secret, 60, { findById: async (id) => (user?.id === id ? user : null) });

  test("stands for its user as that user is now", async () => {
    const token = await tokensFor(ADA).issue(ADA);
    expect((await tokensFor({ ...ADA, role: "admin" }).userOf(token))?.role).toBe("admin");
  });

  test("is worth nothing once its user is disabled or gone, its sessions were ended, or the key was changed", async () => {
    const token = await tokensFor(ADA).issue(ADA);
    expect(await tokensFor(DISABLED).userOf(token)).toBeNull();
    expect(await tokensFor(null).userOf(token)).toBeNull();
    expect(await tokensFor({ ...ADA, tokenVersion: 1 }).userOf(token)).toBeNull();
    expect(await tokensFor(ADA, SECRET.toUpperCase()).userOf(token)).toBeNull();
  });

  test("ends with its lifetime", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2026, 0, 1) });
    const tokens = tokensFor(ADA);
    const token = await tokens.issue(ADA);
    vi.setSystemTime(Date.UTC(2026, 0, 1, 0, 59, 59));
    expect(await tokens.userOf(token)).not.toBeNull();
    vi.setSystemTime(Date.UTC(2026, 0, 1, 1, 0, 1));
    expect(await tokens.userOf(token)).toBeNull();
  });
});
