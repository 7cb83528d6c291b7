import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { ParseJob } from "./parse-job.ts";
import { type ParseWorkerThread, startParseWorker } from "./parse-worker-thread.ts";
import { createParseWorkers, type ParseWorkers } from "./parse-workers.ts";

const LANES = 2;
/** Which workers there are is looked at, not what they do. */
const IDLER = new URL("data:text/javascript,setInterval(() => undefined, 100000)");

let started: ParseWorkerThread[];
let ended: ParseWorkerThread[];
let warnings: unknown[];
let nowMs: number;
let url: URL;
let workers: ParseWorkers;

beforeEach(() => {
  [started, ended, warnings, nowMs, url] = [[], [], [], 0, IDLER];
  workers = createWorkers();
});
afterEach(async () => {
  await workers.end();
  await Promise.all(started.map((worker) => worker.end()));
});

function createWorkers(): ParseWorkers {
  const startWorker = (): ParseWorkerThread => {
    const worker = startParseWorker(url, []);
    const counted = { ...worker, end: () => (ended.push(counted), worker.end()) };
    started.push(counted);
    return counted;
  };
  const logger = { warn: (...what: unknown[]) => void warnings.push(what) };
  return createParseWorkers({ startWorker, count: LANES, logger, now: () => nowMs });
}

const place = { prefix: join(tmpdir(), "faultline-ahead-none-"), leastFreeBytes: 0 };
const readAhead = (fileId: number): boolean => workers.readAhead({ fileId } as ParseJob, place);
const large = (id: number) => workers.take({ id, isLarge: true });
const small = (id: number) => workers.take({ id, isLarge: false });

test("a file is read on by the worker that has read ahead of it", () => {
  expect(readAhead(9)).toBe(true);
  const other = large(1);
  expect(workers.fileAhead()).toBe(9);
  const own = large(9);
  expect(own).not.toBe(other);
  expect(workers.fileAhead()).toBeNull();
  expect(started).toHaveLength(2);
});

test("a large file that takes the last lane takes it from the one that is still coming in, also if a worker is idle", () => {
  readAhead(9);
  large(1);
  workers.giveBack(small(2));
  expect(workers.fileAhead()).toBe(9);
  large(3);
  expect(workers.fileAhead()).toBeNull();
  expect(readAhead(9)).toBe(false);
  expect(started).toHaveLength(LANES + 1);
});

test("small files take nothing from a file that is still coming in: one more worker reads them", () => {
  readAhead(9);
  large(1);
  for (let id = 10; id < 30; id++) {
    const worker = small(id);
    expect(workers.fileAhead()).toBe(9);
    workers.giveBack(worker);
  }
  expect(started).toHaveLength(LANES + 1);
});

test("no more workers are kept than there are lanes, and none besides while all lanes are taken and one more", async () => {
  readAhead(9);
  const taken = [large(1), small(2)];
  expect(started).toHaveLength(LANES + 1);
  workers.giveUpAhead(9);
  for (const worker of taken) workers.giveBack(worker);
  expect(ended).toHaveLength(1);
});

test("a file that has not grown for a while lets another be read ahead", () => {
  readAhead(9);
  nowMs = 9000;
  workers.grown(9);
  nowMs = 18_000;
  expect(readAhead(10)).toBe(false);
  nowMs = 20_000;
  expect(readAhead(10)).toBe(true);
  workers.grown(9);
  workers.giveUpAhead(9);
  expect(workers.fileAhead()).toBe(10);
  expect(started).toHaveLength(1);
});

test("a worker that dies lets another file be read ahead, and its death is told of", async () => {
  url = new URL("data:text/javascript,process.exit(3)");
  large(1);
  expect(readAhead(9)).toBe(true);
  await expect.poll(workers.fileAhead).toBeNull();
  expect(warnings).toMatchObject([
    [{ file_id: 9, err: { message: expect.stringContaining("code 3") } }, expect.any(String)],
  ]);
  url = IDLER;
  expect(readAhead(10)).toBe(true);
});
