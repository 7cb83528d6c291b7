import { createHash } from "node:crypto";
import { appendFile, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { tarOf } from "../input/testing/make-archive.ts";
import { randomOf } from "../input/testing/random.ts";
import { bundleWorkers } from "../testing/bundles.ts";
import { makeLogCorpus } from "../testing/log-corpus.ts";
import type { ParseJob } from "./parse-job.ts";
import { type ParseWorkerThread, startParseWorker } from "./parse-worker-thread.ts";

let url: URL;
let directory: string;
let worker: ParseWorkerThread;

beforeAll(async () => {
  url = (await bundleWorkers()).parseWorkerUrl;
  worker = startParseWorker(url, []);
});
afterAll(() => worker.end());
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "faultline-worker-"));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

function jobFor(path: string): ParseJob {
  const rest = { attempt: 0, timeZone: "UTC", resumeFrom: null, maxTextBytes: 1e9, unpacked: [] };
  return { fileId: 7, path, referenceTimeMs: Date.parse("2026-03-15T00:00:00Z"), ...rest };
}

/** What comes of the job that was started: its blocks, but for when they were made, and how it ended. */
async function takeAll() {
  const blocks = [];
  const members = [];
  let onDisk = 0;
  for (;;) {
    const message = await worker.next();
    if (message.type === "member") {
      members.push(message.member.path);
      worker.moveOn();
      continue;
    }
    if (message.type !== "block") return { blocks, members, onDisk, ending: message };
    const { block, isWhole } = message;
    const { processedBytes: _, ...progress } = message.progress;
    if ("path" in block) onDisk++;
    const native = "path" in block ? await readFile(block.path) : Buffer.from(block.native);
    const { token, rows } = block;
    // The time at which it was made is the last column.
    blocks.push({
      token,
      rows,
      progress,
      isWhole,
      sha1: createHash("sha1")
        .update(native.subarray(0, -8 * rows))
        .digest("hex"),
    });
    worker.stored(block);
  }
}

async function readAfterwards(content: Uint8Array, job: Partial<ParseJob> = {}) {
  const path = join(directory, "afterwards.log");
  await writeFile(path, content);
  worker.start({ ...jobFor(path), ...job });
  return takeAll();
}

const incoming = (): string => join(directory, "incoming");
const prefix = (): string => join(directory, "ahead-7-");
const place = () => ({ prefix: prefix(), leastFreeBytes: 0 });
const never = (): void => undefined;
const blocksOnDisk = async () => (await readdir(directory)).filter((name) => name.startsWith("ahead-"));

/** Has a file read ahead whose bytes come in pieces that are cut anywhere; resolves when all are there. */
async function bringIn(content: Uint8Array, seed: number, onGivenUp = never): Promise<void> {
  const random = randomOf(seed);
  const first = Math.floor(content.length / 3);
  await writeFile(incoming(), content.subarray(0, first));
  worker.readAhead(jobFor(incoming()), place(), onGivenUp);
  for (let at = first; at < content.length;) {
    const end = Math.min(content.length, at + 1 + Math.floor((random() * content.length) / 20));
    await appendFile(incoming(), content.subarray(at, end));
    worker.grown();
    at = end;
  }
}

async function acceptWith(job: Partial<ParseJob> = {}) {
  const path = join(directory, "file-7");
  await rename(incoming(), path);
  worker.start({ ...jobFor(path), ...job });
  return takeAll();
}

const LINES = 40_000;
const numbered = (line: (at: number) => string): Buffer =>
  Buffer.from(Array.from({ length: LINES }, (_, at) => `${line(at)}\n`).join(""));
const timeOf = (at: number): string => new Date(Date.UTC(2026, 2, 14) + at * 1000).toISOString();
const traces = Buffer.from(makeLogCorpus(LINES).text);
const letters = numbered((at) => `${timeOf(at)} INFO größe-${at % 7} Zahlung ✓ 早上好 ${at} 🚀`);
const yearless = numbered((at) => `Mar 14 09:${String(at % 60).padStart(2, "0")}:00 gate cron[1]: run ${at}`);

const READ_AHEAD: readonly (readonly [string, Buffer])[] = [
  ["lines with stack traces", traces],
  ["letters of up to four bytes", letters],
  ["objects of JSON", numbered((at) => JSON.stringify({ ts: timeOf(at), level: "warn", msg: `slow ${at}`, n: at }))],
  [
    "a table with a header",
    Buffer.concat([Buffer.from("time,level,message\n"), numbered((at) => `${timeOf(at)},INFO,"a ""b"" ${at}"`)]),
  ],
  ["lines that no format takes", numbered((at) => `then the valve ${at} stuck`)],
  ["lines of CRLF without one at the end", Buffer.from(letters.toString().replaceAll("\n", "\r\n").slice(0, -2))],
  ["gzip", gzipSync(traces, { level: 1 })],
  ["times without a year", yearless],
  ["times without a year in gzip", gzipSync(yearless, { level: 1 })],
  ["UTF-16", Buffer.from(`\ufeff${letters.toString()}`, "utf16le")],
];

test.each(READ_AHEAD)(
  "what is read of a file while it comes in is what is read of it afterwards: %s",
  async (_, content) => {
    const expected = await readAfterwards(content);
    expect(expected.blocks.length).toBeGreaterThan(1);
    await bringIn(content, content.length);
    await expect.poll(blocksOnDisk).not.toEqual([]);
    const { onDisk, ...read } = await acceptWith();
    expect(onDisk).toBeGreaterThan(0);
    expect({ ...read, onDisk: 0 }).toEqual(expected);
    await expect.poll(blocksOnDisk).toEqual([]);
  },
);

const CYRILLIC = Buffer.from("Доброе утро, спокойной ночи\n".repeat(300), "utf8");
/** The same in windows-1251. */
const windows1251 = Buffer.from(
  [...CYRILLIC.toString()].map((letter) => {
    const code = letter.codePointAt(0)!;
    return code < 0x80 ? code : code - 0x410 + 0xc0;
  }),
);
const READ_LATER: readonly (readonly [string, Buffer, Partial<ParseJob>])[] = [
  ["its end tells another encoding", Buffer.concat([numbered((at) => `${timeOf(at)} INFO ok`), windows1251]), {}],
  ["its end tells another year", Buffer.concat([yearless, Buffer.from("Dec 20 09:00:00 gate cron[1]: run\n")]), {}],
  [
    "it is an archive",
    tarOf([
      ["a.log", traces],
      ["b.log", letters],
    ]),
    {},
  ],
  [
    "it is accepted with another time zone",
    numbered((at) => `2026-03-14 09:00:00 INFO ok ${at}`),
    { timeZone: "Europe/Berlin" },
  ],
  ["it is accepted with another age", traces, { referenceTimeMs: 1 }],
  ["its upload took longer than its times may be bounded by", yearless, { referenceTimeMs: Date.UTC(2026, 2, 16) }],
  ["it is another file", traces, { fileId: 8 }],
];

/** Their first bytes tell. */
const NEVER_BEGUN: ReadonlySet<string> = new Set(["it is an archive"]);

test.each(READ_LATER)("nothing that was read ahead is left when %s", async (reason, content, job) => {
  const path = join(directory, "afterwards.log");
  await writeFile(path, content);
  worker.start({ ...jobFor(path), ...job });
  const expected = await takeAll();
  // What the end tells comes once reading has begun.
  const end = content.length - 16_000;
  await bringIn(content.subarray(0, end), 1);
  await expect.poll(async () => NEVER_BEGUN.has(reason) || (await blocksOnDisk()).length > 0).toBe(true);
  await appendFile(incoming(), content.subarray(end));
  expect(await acceptWith(job)).toMatchObject({ ...expected, onDisk: 0 });
  await expect.poll(blocksOnDisk).toEqual([]);
});

test("nothing is left of a file that is not to be read after all, nor of a worker that is ended", async () => {
  const expected = await readAfterwards(traces);
  await bringIn(traces, 2);
  await expect.poll(blocksOnDisk).not.toEqual([]);
  worker.drop();
  await expect.poll(blocksOnDisk).toEqual([]);
  expect(await acceptWith()).toEqual(expected);

  const other = startParseWorker(url, []);
  other.readAhead(jobFor(join(directory, "file-7")), place(), never);
  await expect.poll(blocksOnDisk).not.toEqual([]);
  await other.end();
  expect(await blocksOnDisk()).toEqual([]);
});

test("a file whose blocks find no room on the disk before it is all here is read afterwards", async () => {
  const expected = await readAfterwards(traces);
  await writeFile(incoming(), traces);
  const nowhere = { ...place(), prefix: join(directory, "no such folder", "ahead-7-") };
  const given = new Promise((resolve) => worker.readAhead(jobFor(incoming()), nowhere, resolve));
  expect(await given).toBeNull();
  expect(await acceptWith()).toEqual(expected);
});

test("a file that was entered some time after it began to come in is read on", async () => {
  const job = { referenceTimeMs: jobFor("").referenceTimeMs + 60_000 };
  await bringIn(yearless, 3);
  await expect.poll(blocksOnDisk).not.toEqual([]);
  const { onDisk, blocks } = await acceptWith(job);
  expect(onDisk).toBeGreaterThan(0);
  expect(blocks[0]!.progress).toMatchObject({ firstTimestamp: new Date("2026-03-14T09:00:00Z") });
});

test("a file whose beginning holds too little to tell what it is is read once it is all here, and so is any other", async () => {
  const compressed = gzipSync(traces, { level: 1 });
  const expected = await readAfterwards(compressed);
  const expectedOfOther = await readAfterwards(letters, { fileId: 8 });
  // It waits within the first bytes that it looks at.
  const begin = async () => {
    await writeFile(incoming(), compressed.subarray(0, 600));
    worker.readAhead(jobFor(incoming()), place(), never);
    await new Promise((resolve) => setTimeout(resolve, 300));
  };
  await begin();
  await appendFile(incoming(), compressed.subarray(600));
  expect(await acceptWith()).toEqual(expected);
  await begin();
  expect(await readAfterwards(letters, { fileId: 8 })).toEqual(expectedOfOther);
});

test("whoever has a file read while it comes in hears when that ends by itself, and of defects of the reader", async () => {
  const givenUp = (path: string, extra: Partial<ParseJob> = {}) =>
    new Promise<Error | null>((resolve) =>
      worker.readAhead({ ...jobFor(path), ...extra }, place(), (defect) => resolve(defect)),
    );
  await writeFile(incoming(), tarOf([["a.log", traces]]));
  expect(await givenUp(incoming())).toBeNull();
  expect(await givenUp(join(directory, "broken off"))).toBeNull();
  await writeFile(incoming(), traces);
  expect(await givenUp(incoming(), { timeZone: "Nowhere/Land" })).toBeInstanceOf(Error);
  expect(await readAfterwards(letters)).toMatchObject({ ending: { type: "finished" } });
});
