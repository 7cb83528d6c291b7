import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { encodeEntryBlock } from "./entry-block.ts";
import { recordBlock } from "./testing/record-block.ts";

describe("Encoding a block of entries", () => {
  const block = recordBlock([
    { raw: "a b\n", message: "b", attributes: { k: "v" } },
    { raw: "c\r\n", message: "elsewhere", service: "api" },
  ]);
  const encode = (fileId = 3, blockNumber = 5) => encodeEntryBlock({ fileId, blockNumber, block, createdAtMs: 1000 });

  it("is the same each time, so that a block read again after a crash is known to be the same", () => {
    expect(encode().native).toEqual(encode().native);
    expect(encode()).toMatchObject({ rows: 2, token: "3.0:5" });
    expect(encode(3, 6).token).toBe("3.0:6");
  });

  it("counts only the rows of the block, not the columns' spare room", () => {
    const roomy = (column: Uint32Array) => Uint32Array.from([...column, 77, 78]);
    const spare = { ...block, messageStart: roomy(block.messageStart), messageEnd: roomy(block.messageEnd) };
    const encoded = encodeEntryBlock({ fileId: 3, blockNumber: 5, block: spare, createdAtMs: 1000 });
    expect(encoded.native).toEqual(encode().native);
  });

  it("takes a buffer of its own, which can be moved to another thread", () => {
    const { native } = encode();
    expect(native.byteOffset).toBe(0);
    expect(structuredClone(native, { transfer: [native.buffer as ArrayBuffer] })).toEqual(encode().native);
  });

  it("can be imported without loading an engine", async () => {
    const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
    const program = `
      await import(${JSON.stringify(new URL("./entry-block.ts", import.meta.url).href)});
      const { createRequire } = await import("node:module");
      const require = createRequire(${JSON.stringify(import.meta.url)});
      const engines = Object.keys(require.cache).filter((file) => /node_modules.(@chdb|chdb|@electric-sql|pg|@clickhouse)./.test(file));
      console.log(JSON.stringify({ engines, libraries: process.report.getReport().sharedObjects.filter((file) => file.includes("chdb")) }));`;
    const args = ["--import", tsx, "--input-type=module", "-e", program];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    expect(JSON.parse(stdout)).toEqual({ engines: [], libraries: [] });
  });
});
