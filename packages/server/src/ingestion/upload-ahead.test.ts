import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { ParseJob } from "./parse-job.ts";
import { AHEAD_LIMITS, type AheadLimits, createUploadsAhead, type ExpectedFile } from "./upload-ahead.ts";

const MIB = 1024 * 1024;

let directory: string;
/** What is asked of the queue. */
let asked: (ParseJob | "grown" | "drop")[];
let isFree: boolean;
let fileAhead: number | null;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "faultline-ahead-"));
  [asked, isFree, fileAhead] = [[], true, null];
});
afterEach(() => rmSync(directory, { recursive: true }));

const queue = {
  fileAhead: () => fileAhead,
  mayReadAhead: () => isFree,
  readAhead(job: ParseJob) {
    asked.push(job);
    fileAhead = job.fileId;
    return true;
  },
  grown: () => void asked.push("grown"),
  giveUpAhead() {
    asked.push("drop");
    fileAhead = null;
  },
};

function begin(expected: ExpectedFile | null, limits: AheadLimits = AHEAD_LIMITS, reserveId = async () => 5) {
  const defaults = { maxTextBytes: 1000, timeZone: "Europe/Berlin" };
  const spool = { blockPrefixOf: (id: number) => join(directory, `ahead-${id}-`) };
  return createUploadsAhead({ files: { reserveId }, spool, queue, defaults }, limits)("app.log", expected);
}

const jobs = () => asked.filter((each) => typeof each === "object");
const settled = () => new Promise((resolve) => setTimeout(resolve, 50));

test("a file is read from a size on, as what is known of it by then, and its reader is told when more is there", async () => {
  const ahead = begin({ timeZone: null, modifiedAt: new Date("2026-03-01T00:00:00Z") });
  for (let at = 0; at < AHEAD_LIMITS.fromBytes; at += 64 * 1024) ahead.onWritten(directory, at);
  await settled();
  expect(asked).toEqual([]);
  ahead.onWritten(directory, AHEAD_LIMITS.fromBytes);
  await expect.poll(jobs).toMatchObject([
    {
      fileId: 5,
      attempt: 0,
      path: directory,
      timeZone: "Europe/Berlin",
      referenceTimeMs: Date.UTC(2026, 2, 1),
      resumeFrom: null,
    },
  ]);
  for (let at = 0; at <= 2 * MIB; at += 64 * 1024) ahead.onWritten(directory, AHEAD_LIMITS.fromBytes + at);
  expect(asked.slice(1)).toEqual(["grown", "grown"]);
  expect(await ahead.end()).toBe(5);
});

test("a file waits until a parser is free", async () => {
  const ahead = begin({});
  isFree = false;
  ahead.onWritten(directory, 5 * MIB);
  await settled();
  expect(asked).toEqual([]);
  isFree = true;
  ahead.onWritten(directory, 6 * MIB);
  await expect.poll(jobs).toHaveLength(1);
  expect(Date.now() - jobs()[0]!.referenceTimeMs).toBeLessThan(60_000);
});

test("a file is not read ahead of which nothing can be expected, or whose upload is over or given up", async () => {
  const unknown = begin(null);
  unknown.onWritten(directory, 5 * MIB);
  expect(await unknown.end()).toBeUndefined();
  const over = begin({});
  over.onWritten(directory, 5 * MIB);
  // Entered with what was reserved meanwhile.
  expect(await over.end()).toBe(5);
  const givenUp = begin({});
  givenUp.onWritten(directory, 5 * MIB);
  givenUp.drop();
  await settled();
  expect(asked).toEqual([]);
});

test("a catalog that gives no id fails no upload", async () => {
  const ahead = begin({}, AHEAD_LIMITS, () => Promise.reject(new Error("the catalog is away")));
  ahead.onWritten(directory, 5 * MIB);
  await settled();
  expect(await ahead.end()).toBeUndefined();
  expect(asked).toEqual([]);
});

test("where a disk has little room an upload has it for itself", async () => {
  let leastFreeBytes = Infinity;
  const limits = {
    fromBytes: 4 * MIB,
    get leastFreeBytes() {
      return leastFreeBytes;
    },
  };
  const ahead = begin({}, limits);
  ahead.onWritten(directory, 5 * MIB);
  await settled();
  expect(asked).toEqual([]);
  leastFreeBytes = 0;
  ahead.onWritten(directory, 6 * MIB);
  await expect.poll(jobs).toHaveLength(1);
  leastFreeBytes = Infinity;
  // Any upload, not only the one that is read.
  begin(null, limits).onWritten(directory, 7 * MIB);
  await expect.poll(() => asked.at(-1)).toBe("drop");
});
