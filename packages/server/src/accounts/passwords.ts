import { hash, verify } from "@node-rs/argon2";

/**
 * argon2id, which is the library's default, with the second of OWASP's recommended parameter sets: 19 MiB, 2 passes,
 * 1 lane (OWASP Password Storage Cheat Sheet).
 */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** @returns a PHC string */
export function hashPassword(password: string): Promise<string> {
  return hash(password, PARAMETERS);
}

/** Verifies a password, with as much work where there is no user as where there is one, so that time tells nothing. */
export function createPasswordVerifier(): (password: string, passwordHash: string | undefined) => Promise<boolean> {
  const hashOfNobody = hashPassword("no account has this password");
  return async (password, passwordHash) => {
    const matches = await verify(passwordHash ?? (await hashOfNobody), password);
    return matches && passwordHash !== undefined;
  };
}
