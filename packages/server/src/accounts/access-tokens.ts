import type { User, UserStore } from "@faultline/storage";
import { SignJWT, errors, jwtVerify } from "jose";
import { z } from "zod";

/** JWT, HS256. A token names its user only; who that is and what they may do is looked up at each use. */
export interface AccessTokens {
  readonly lifetimeSeconds: number;
  issue(user: User): Promise<string>;
  /** The active user a valid token stands for; null for any other token. */
  userOf(token: string): Promise<User | null>;
}

const claims = z.object({ sub: z.string().regex(/^[1-9]\d{0,15}$/), version: z.number().int() });

export function createAccessTokens(
  secret: string,
  lifetimeMinutes: number,
  users: Pick<UserStore, "findById">,
): AccessTokens {
  const key = new TextEncoder().encode(secret);
  const lifetimeSeconds = lifetimeMinutes * 60;
  return {
    lifetimeSeconds,
    issue(user) {
      return new SignJWT({ version: user.tokenVersion })
        .setProtectedHeader({ alg: "HS256" })
        .setSubject(String(user.id))
        .setIssuedAt()
        .setExpirationTime(`${lifetimeSeconds}s`)
        .sign(key);
    },
    async userOf(token) {
      const parsed = claims.safeParse(await verifiedPayload(token, key));
      if (!parsed.success) return null;
      const user = await users.findById(Number(parsed.data.sub));
      return user?.isActive && user.tokenVersion === parsed.data.version ? user : null;
    },
  };
}

async function verifiedPayload(token: string, key: Uint8Array): Promise<unknown> {
  try {
    return (await jwtVerify(token, key, { algorithms: ["HS256"], requiredClaims: ["sub", "exp"] })).payload;
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}
