import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readMembers } from "./archive-members.ts";
import { identifyInput } from "./input-text.ts";
import { ARCHIVED, ARCHIVES, OLD_TAR } from "./testing/archives.ts";
import { COMPRESSED } from "./testing/compressed-text.ts";
import { tarOf, zipOf } from "./testing/make-archive.ts";
import { randomOf } from "./testing/random.ts";

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "faultline-archives-"));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const LIMITS = { maxMembers: 100, maxBytes: 1_000_000 };

async function unpack(archive: Uint8Array, limits = LIMITS) {
  const path = join(directory, "archive");
  writeFileSync(path, archive);
  const members: [string, string][] = [];
  const times: (number | undefined)[] = [];
  let error: string | null = null;
  try {
    for await (const member of readMembers(path, limits)) {
      const parts: Uint8Array[] = [];
      try {
        for await (const chunk of member.bytes) parts.push(chunk.slice());
      } catch {
        parts.push(Buffer.from("…"));
      }
      members.push([member.path, Buffer.concat(parts).toString()]);
      times.push(member.modifiedAt?.getTime());
    }
  } catch (caught) {
    error = (caught as Error).message;
  }
  return { members, times, error };
}

const sorted = (members: readonly (readonly [string, string])[]) => members.toSorted(([a], [b]) => (a < b ? -1 : 1));
const base64 = (text: string) => Buffer.from(text, "base64");

describe("the files in an archive", () => {
  test.each(Object.entries(ARCHIVES))("are found with their names, times and bytes: %s", async (_, archive) => {
    const { members, times, error } = await unpack(base64(archive));
    expect(error).toBeNull();
    expect(sorted(members)).toEqual(sorted(ARCHIVED));
    for (const time of times) expect(Math.abs(time! - Date.UTC(2026, 2, 14, 10))).toBeLessThan(2000);
  });

  test("are found in a tar without a mark, and in one whose compression is undone", async () => {
    expect((await unpack(base64(OLD_TAR))).members).toEqual(ARCHIVED.slice(0, 2));
    const path = join(directory, "old.tar");
    writeFileSync(path, gunzipSync(base64(OLD_TAR)));
    expect(await identifyInput(path)).toEqual({ compressions: [], archive: "tar" });
    expect((await unpack(gunzipSync(base64(OLD_TAR)))).members).toEqual(ARCHIVED.slice(0, 2));
  });

  test("are found in archives within it, and compressed ones are left as they are", async () => {
    const inner = tarOf([["b.log", "two\n"]]);
    const outer = zipOf([
      ["a.log", "one\n"],
      ["inner.tgz", gzipSync(inner)],
      ["inner.tar", inner],
      ["deep.zip", zipOf([["inner.tar", inner]])],
      ["c.log.xz", base64(COMPRESSED["xz"]!)],
    ]);
    const expected = ["a.log", "inner.tgz/b.log", "inner.tar/b.log", "deep.zip/inner.tar/b.log", "c.log.xz"];
    for (const archive of [outer, gzipSync(outer), gzipSync(gzipSync(outer))]) {
      const { members, error } = await unpack(archive);
      expect(error).toBeNull();
      expect(members.map(([path]) => path)).toEqual(expected);
      expect(members[3]![1]).toBe("two\n");
      expect(Buffer.from(members[4]![1]).subarray(1, 5).toString()).toContain("7z");
    }
  });

  test("get paths that lead nowhere else, each its own; what macOS adds is left out", async () => {
    const { members } = await unpack(
      zipOf([
        ["../../etc/app.log", "1"],
        ["/etc/app.log", "2"],
        ["C:\\logs\\..\\win.log", "3"],
        ["__MACOSX/logs/._app.log", "4"],
        ["logs/._app.log", "5"],
        ["logs/\u202eapp\n.log", "6"],
      ]),
    );
    expect(members).toEqual([
      ["etc/app.log", "1"],
      ["etc/app.log (2)", "2"],
      ["logs/win.log", "3"],
      ["logs/app.log", "6"],
    ]);
  });

  test("are read up to where the archive is cut off", async () => {
    const files: [string, string][] = ["a", "b", "c"].map((name) => [`${name}.log`, `${name} `.repeat(2000)]);
    for (const make of [tarOf, zipOf]) {
      const archive = make(files);
      const { members, error } = await unpack(archive.subarray(0, archive.length * 0.6));
      expect(members[0]).toEqual(files[0]);
      expect(members[1]![0]).toBe("b.log");
      expect(files[1]![1].startsWith(members[1]![1].replace("…", ""))).toBe(true);
      expect(error).toMatch(/^Not all of the archive could be read\. b\.log: unexpected end of file/);
    }
  });

  test("are read past one that is damaged or encrypted, which is named", async () => {
    const archive = zipOf([
      ["a.log", "one\n"],
      ["b.log", "two\n"],
      ["secret.log", "xxx", { isEncrypted: true }],
      ["d.log", "four\n"],
    ]);
    archive[archive.indexOf("two")]! ^= 1;
    const { members, error } = await unpack(archive);
    expect(members.map(([path]) => path)).toEqual(["a.log", "b.log", "d.log"]);
    expect(error).toBe(
      "Not all of the archive could be read. b.log: it does not fit its checksum; secret.log: it is encrypted",
    );
  });
});

test("a file that a tar has with holes is named as one that is not read", async () => {
  const archive = tarOf([
    ["holes.log", "1 0 512 "],
    ["b.log", "two\n"],
  ]);
  archive.write("S", 156);
  archive.write("        ", 148);
  const sum = archive.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  archive.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  const { members, error } = await unpack(archive);
  expect(members).toEqual([["b.log", "two\n"]]);
  expect(error).toMatch(/holes\.log: it is archived as a sparse file/);
});

describe("an archive is unpacked only so far", () => {
  test("when it has too many files, too many bytes, or archives in archives without end", async () => {
    const many = await unpack(tarOf([...Array(5)].map((_, i) => [`${i}.log`, "x"])), { ...LIMITS, maxMembers: 3 });
    expect(many.members).toHaveLength(3);
    expect(many.error).toBe("It has more than 3 files, the most that are unpacked.");

    const zeros = Buffer.alloc(3_000_000, "0");
    for (const bomb of [
      zipOf([["bomb", zeros]]),
      gzipSync(
        tarOf([
          ["._hidden", zeros],
          ["a.log", "x"],
        ]),
      ),
    ])
      expect((await unpack(bomb)).error).toBe("Unpacked it has more than 1000000 bytes, the most that is read.");

    let nested: Buffer = tarOf([["a.log", "x"]]);
    for (let i = 0; i < 4; i++)
      nested = tarOf([
        ["in.tar", nested],
        ["b.log", "y"],
      ]);
    const { members, error } = await unpack(nested);
    expect(members.map(([path]) => path)).toEqual(["in.tar/in.tar/b.log", "in.tar/b.log", "b.log"]);
    expect(error).toMatch(/in\.tar\/in\.tar\/in\.tar: It is an archive within 3 archives/);
  });

  test("when its bytes are damaged, in words and never without end", async () => {
    const random = randomOf(3);
    for (const archive of Object.values(ARCHIVES)) {
      const bytes = base64(archive);
      const plain = bytes[0] === 0x1f ? gunzipSync(bytes) : bytes;
      for (let run = 0; run < 60; run++) {
        const damaged = Buffer.from(plain);
        for (let i = 0; i < 4; i++) damaged[Math.floor(random() * damaged.length)] = random() * 256;
        const { error, members } = await unpack(damaged);
        expect(error === null || error.length > 10).toBe(true);
        expect(members.length).toBeLessThan(6);
      }
    }
  });
});
