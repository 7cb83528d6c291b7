import type { AuditLog, User, UserStore } from "@faultline/storage";
import { notAllowed, notAuthenticated, tooManyAttempts } from "../http/problems.ts";
import type { SignInThrottle } from "./sign-in-throttle.ts";

export type SignIn = (attempt: { username: string; password: string; address: string }) => Promise<User>;

/**
 * Checks a username and password. Who guesses learns nothing but "wrong": unknown names take as long as known ones, and
 * only the right password tells that an account is disabled.
 * @throws HttpProblem 401, 403 or 429
 */
export function createSignIn(
  users: Pick<UserStore, "findByUsername">,
  verifyPassword: (password: string, passwordHash: string | undefined) => Promise<boolean>,
  throttle: SignInThrottle,
  audit: AuditLog,
): SignIn {
  return async ({ username, password, address }) => {
    const verdict = throttle.attempt(address, username);
    if (!verdict.allowed) throw tooManyAttempts(verdict.retryAfterSeconds);
    const user = await users.findByUsername(username.trim());
    if (!(await verifyPassword(password, user?.passwordHash)) || !user) {
      await audit.record({ action: "sign_in_failed", userId: user?.id ?? null, detail: { address } });
      throw notAuthenticated("wrong_credentials", "Wrong username or password.");
    }
    throttle.succeeded(address, username);
    if (!user.isActive) throw notAllowed("account_disabled", "This account is disabled.");
    await audit.record({ action: "signed_in", userId: user.id, detail: { address } });
    return user;
  };
}
