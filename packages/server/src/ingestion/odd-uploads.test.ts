import { gzipSync } from "node:zlib";
import type { LogFile } from "@faultline/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { COMPRESSED } from "../input/testing/compressed-text.ts";
import { tarOf, zipOf } from "../input/testing/make-archive.ts";
import { randomOf } from "../input/testing/random.ts";
import { makeLogCorpus } from "../testing/log-corpus.ts";
import { makeOddInput } from "../testing/odd-inputs.ts";
import { sampleTexts } from "../testing/sample-texts.ts";
import type { TestClient } from "../testing/test-client.ts";
import { ADMIN, startTestServer, type TestServer } from "../testing/test-server.ts";

const FIRST_SEED = 2_000_000;
const SINGLE = 130;
const IN_ARCHIVES = 110;
const DAMAGED_ARCHIVES = 30;
const UPLOADED_AT_ONCE = 4;

let running: TestServer;
let admin: TestClient;
beforeAll(async () => {
  running = await startTestServer();
  admin = await running.client.signIn(ADMIN);
});
afterAll(() => running.stop());

interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const texts = sampleTexts();
const odd = (at: number): Buffer => makeOddInput(texts, FIRST_SEED + at).bytes;

function single(): Upload[] {
  const inputs = Array.from({ length: SINGLE }, (_, at) => ({ name: `odd-${at}.log`, bytes: odd(at) }));
  const whole = Object.entries(COMPRESSED).map(([kind, text]) => ({ kind, bytes: Buffer.from(text, "base64") }));
  const cut = whole.flatMap(({ kind, bytes }) =>
    [0.3, 0.8].map((share) => ({ name: `cut.${kind}`, bytes: bytes.subarray(0, Math.floor(bytes.length * share)) })),
  );
  const flipped = whole.map(({ kind, bytes }) => ({ name: `flipped.${kind}`, bytes: damaged(bytes, 7) }));
  return [...inputs, ...cut, ...flipped];
}

function archives(): Upload[] {
  const members = Array.from({ length: IN_ARCHIVES }, (_, at) => [`m/${at}.log`, odd(SINGLE + at)] as const);
  const inner = zipOf(members.slice(90));
  const good: Upload[] = [
    { name: "odd.zip", bytes: zipOf(members.slice(0, 40)) },
    { name: "odd.tgz", bytes: gzipSync(tarOf(members.slice(40, 90))) },
    { name: "odd.tar", bytes: tarOf([["inner.zip", inner]]) },
  ];
  const some = [zipOf(members.slice(0, 5)), tarOf(members.slice(0, 5)), gzipSync(tarOf(members.slice(0, 5)))];
  const broken = Array.from({ length: DAMAGED_ARCHIVES }, (_, at) => {
    return { name: `broken-${at}.archive`, bytes: damaged(some[at % some.length]!, at) };
  });
  return [...good, ...broken];
}

/** Cut, or with some bytes changed. */
function damaged(bytes: Buffer, seed: number): Buffer {
  const random = randomOf(seed);
  const changed = Buffer.from(random() < 0.5 ? bytes : bytes.subarray(0, Math.floor(random() * bytes.length)));
  for (let left = random() < 0.3 ? 0 : 12; left > 0; left--) changed[Math.floor(random() * changed.length)] = 0xa5;
  return changed;
}

test(`${SINGLE + IN_ARCHIVES + DAMAGED_ARCHIVES} odd files and archives all end, processed or failed with words, and good ones among them are whole`, async () => {
  const good = makeLogCorpus(20_000);
  const uploads = [...single(), ...archives()];
  const goodAt = [0, 100, uploads.length - 1];
  for (const [number, at] of goodAt.entries())
    uploads.splice(at, 0, { name: `good-${number}.log`, bytes: Buffer.from(`${good.text}${number}\n`) });
  const ids = await uploadAll(uploads);
  expect(ids.refused.every((words) => /^Invalid file type: .{20,}/.test(words))).toBe(true);

  await expect.poll(() => unfinished(), { timeout: 240_000, interval: 300 }).toEqual([]);
  const files = await allFiles();
  const ofArchives = files.filter((file) => file.archive_id !== null);
  expect(files.length - ofArchives.length + ids.refused.length).toBe(uploads.length);
  expect(ofArchives.length).toBeGreaterThan(IN_ARCHIVES * 0.9);
  const silent = files.filter(({ status, error }) => (status === "failed") !== /^[^]{15,}$/.test(error ?? ""));
  expect(silent.map(({ filename, status, error }) => [filename, status, error])).toEqual([]);
  // What fails is broken input and nothing of the server's own.
  const own = files.filter(({ error }) => /server|store/i.test(error ?? ""));
  expect(own.map(({ filename, error }) => [filename, error])).toEqual([]);
  for (const number of goodAt.keys()) {
    const file = files.find(({ filename }) => filename === `good-${number}.log`)!;
    expect(file).toMatchObject({ status: "processed", total_lines: good.lines + 1 });
    expect((await admin.get(`/logs?file_id=${file.id}&limit=1`)).body.total).toBe(
      file.parsed_entries + file.partial_entries + file.failed_entries,
    );
  }
}, 400_000);

/** The words with which uploads were refused; the others were taken. */
async function uploadAll(uploads: readonly Upload[]): Promise<{ refused: string[] }> {
  const refused: string[] = [];
  const waiting = [...uploads];
  const send = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { status, body } = await admin.upload(next.name, next.bytes, { allow_duplicate: "true" });
      if (status === 422 || status === 400) refused.push(body.detail);
      else if (status !== 200) throw new Error(`${next.name} was answered ${status}: ${JSON.stringify(body)}`);
    }
  };
  await Promise.all(Array.from({ length: UPLOADED_AT_ONCE }, send));
  return { refused };
}

async function allFiles(): Promise<LogFile[]> {
  const files: LogFile[] = [];
  for (;;) {
    const { body } = await admin.get(`/logs/files?limit=200&offset=${files.length}`);
    files.push(...body.items);
    if (body.items.length === 0) return files;
  }
}

async function unfinished(): Promise<string[]> {
  const lists = await Promise.all(
    ["uploaded", "processing"].map((status) => admin.get(`/logs/files?limit=200&status=${status}`)),
  );
  return lists.flatMap(({ body }) => body.items.map(({ filename }: LogFile) => filename));
}
