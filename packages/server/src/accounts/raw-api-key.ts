import { createHash, randomBytes } from "node:crypto";

const KEY_PREFIX_LENGTH = 8;

/** 256 random bits, so a fast hash is enough to keep them by: there is nothing to guess. */
export function generateRawApiKey(): string {
  return `flk_${randomBytes(32).toString("base64url")}`;
}

export function prefixOfApiKey(rawKey: string): string {
  return rawKey.slice(0, KEY_PREFIX_LENGTH);
}

/** SHA-256 in hex: what is stored of a key, and looked it up by. */
export function hashApiKey(rawKey: string): string {
  return createHash("sha256").update(rawKey).digest("hex");
}
