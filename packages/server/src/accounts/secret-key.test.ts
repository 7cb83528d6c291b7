import { mkdtempSync, readdirSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadOrCreateSecretKey } from "./secret-key.ts";

describe("the secret key", () => {
  test("is made once, kept, and readable by its owner only", async () => {
    const directory = mkdtempSync(join(tmpdir(), "faultline-secret-"));
    const key = await loadOrCreateSecretKey(directory);
    expect(key).toMatch(/^[\w-]{64}$/);
    expect(await loadOrCreateSecretKey(directory)).toBe(key);
    const [name] = readdirSync(directory);
    expect(readdirSync(directory)).toHaveLength(1);
    expect(statSync(join(directory, name!)).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(directory, name!), "utf8")).toBe(`${key}\n`);
  });

  test("is the same for all who ask for it at once", async () => {
    const directory = mkdtempSync(join(tmpdir(), "faultline-secret-"));
    const keys = await Promise.all(Array.from({ length: 8 }, () => loadOrCreateSecretKey(directory)));
    expect(new Set(keys).size).toBe(1);
  });

  test("is another in each data directory", async () => {
    const [a, b] = [mkdtempSync(join(tmpdir(), "faultline-secret-")), mkdtempSync(join(tmpdir(), "faultline-secret-"))];
    expect(await loadOrCreateSecretKey(a!)).not.toBe(await loadOrCreateSecretKey(b!));
  });
});
