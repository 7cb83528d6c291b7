import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { openSpool } from "./spool.ts";
import { RefusedUploadError, UploadTooLargeError } from "./upload-errors.ts";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "faultline-spool-"));
});

async function* chunks(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text, "latin1");
}

async function* chunksThenFailure(): AsyncGenerator<Uint8Array> {
  yield Buffer.alloc(900, "a line\n");
  throw new Error("the connection was lost");
}

describe("the spool", () => {
  test("keeps bytes as they came, for their owner only, and then for a file", async () => {
    const spool = await openSpool(directory, 1000);
    const spooled = await spool.write(chunks("2026-03-14 ", "", "a line\n"));
    expect(spooled.sizeBytes).toBe(18);
    expect(spooled.sha256).toBe(createHash("sha256").update("2026-03-14 a line\n").digest("hex"));
    await spool.assign(spooled, 7);
    expect(readFileSync(spool.pathOf(7), "utf8")).toBe("2026-03-14 a line\n");
    expect(statSync(spool.pathOf(7)).mode & 0o777).toBe(0o600);
    expect(readdirSync(directory)).toHaveLength(1);
    expect([await spool.has(7), await spool.has(8), await spool.open(8)]).toEqual([true, false, null]);
    await spool.remove(7);
    await spool.remove(7);
    expect(readdirSync(directory)).toEqual([]);
  });

  test("takes just what is allowed, and leaves nothing of what is too much, refused or cut off", async () => {
    const spool = await openSpool(directory, 1000);
    const whole = await spool.write(chunks("x".repeat(600), "y".repeat(400)));
    await spool.discard(whole);
    await expect(spool.write(chunks("x".repeat(600), "y".repeat(401)))).rejects.toThrow(UploadTooLargeError);
    await expect(spool.write(chunks("\x89P", "NG\r\n\x1a\n"))).rejects.toThrow(RefusedUploadError);
    await expect(spool.write(chunksThenFailure())).rejects.toThrow("the connection was lost");
    expect(readdirSync(directory)).toEqual([]);
  });

  test("clears away uploads that were cut off, and tells whose bytes it has", async () => {
    for (const name of ["incoming-1", "file-10", "file-2"]) writeFileSync(join(directory, name), "bytes");
    const spool = await openSpool(directory, 1000);
    expect(readdirSync(directory).sort()).toEqual(["file-10", "file-2"]);
    expect(await spool.fileIds()).toEqual([2, 10]);
  });
});
