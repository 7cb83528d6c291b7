import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { randomOf } from "../../server/src/input/testing/random.ts";
import { tarOf } from "../../server/src/input/testing/make-archive.ts";
import { type LogCorpus, makeLogCorpus } from "../../server/src/testing/log-corpus.ts";
import { createMortalServer, type MortalServer } from "./testing/mortal-server.ts";
import { buildProgram, type Program } from "./testing/program.ts";

/** Two servers are killed so often each, at the same time. */
const KILLS = 26;
const MINUTES = 60_000;
const PATIENCE = { timeout: 30_000 };

let program: Program;
let directory: string;
const servers: MortalServer[] = [];
beforeAll(async () => {
  program = await buildProgram();
  directory = mkdtempSync(join(tmpdir(), "faultline-kill-"));
});
afterAll(async () => {
  for (const server of servers) await server.stop();
  program.remove();
  rmSync(directory, { recursive: true, force: true });
});

const text = makeLogCorpus(250_000);
/** Other texts, since members of archives are not read if their content is there already. */
const packed = makeLogCorpus(125_000, 2);
/** Small ones, each a block: most moments are between the storing of a block and the note of it. */
const small = Array.from({ length: 240 }, (_, at) => makeLogCorpus(200, 10 + at));

interface Kind {
  readonly bytes: Buffer;
  /** What is in it. */
  readonly texts: readonly LogCorpus[];
  /** Its members, if it is an archive, in the order of `texts`. */
  readonly members: readonly (readonly [path: string, bytes: Buffer])[];
}

const KINDS = {
  plain: { bytes: Buffer.from(text.text), texts: [text], members: [] },
  gzip: { bytes: gzipSync(text.text, { level: 1 }), texts: [text], members: [] },
  archive: archiveOf([packed, packed], (made, at) => (at === 0 ? Buffer.from(made.text) : gzipSync(made.text))),
  small: archiveOf(small, (made) => Buffer.from(made.text)),
} as const satisfies Record<string, Kind>;

function archiveOf(texts: readonly LogCorpus[], pack: (text: LogCorpus, at: number) => Buffer): Kind {
  const members = texts.map((made, at) => [`logs/${at}.log`, pack(made, at)] as const);
  return { bytes: gzipSync(tarOf(members), { level: 1 }), texts, members };
}

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

/** What a server was given, and whether it said that it has it. */
interface Given {
  readonly source: string;
  readonly kind: keyof typeof KINDS;
  readonly fileId: number;
}

test.concurrent.each([1, 2])(
  `after kill -9 at ${KILLS} random moments of uploads, reading, reading anew and starts every file completes by itself, each line there once and in order (server %i)`,
  async (seed) => {
    // Another try is not to find what is left of this one.
    const server = createMortalServer(program, mkdtempSync(join(directory, `${seed}-`)));
    servers.push(server);
    const given: Given[] = [];
    const { killsAtWork, cutOff } = await killAgainAndAgain(server, given, randomOf(seed));
    await server.start();
    await server.untilAllRead();
    // The first block of a file is stored within a few hundredths of a second: most moments are in the middle of it all.
    expect(killsAtWork).toBeGreaterThan(KILLS / 3);
    expect(cutOff.length).toBeGreaterThan(0);
    for (const each of given) await expectWhole(server, each);
    const { body } = await server.get("/logs/files?limit=500&top_level=true");
    expect(body.items.filter((file: any) => cutOff.includes(file.filename))).toEqual([]);
    expect(notOfFiles(server)).toEqual([]);
    const total = sumOf(given.flatMap(({ kind }) => KINDS[kind].texts.map(({ entries }) => entries)));
    expect((await server.get("/stats/summary")).body.total_entries).toBe(total);
  },
  15 * MINUTES,
);

async function killAgainAndAgain(server: MortalServer, given: Given[], random: () => number) {
  let [killsAtWork, startMs] = [0, 4000];
  const cutOff: string[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    if (kill > 0 && random() < 0.15) {
      await server.killAfter(random() * startMs * 1.2);
      continue;
    }
    const startedAt = Date.now();
    await server.start();
    startMs = Date.now() - startedAt;
    const left = await server.unfinished();
    if (left.length > 0 && kill > 0) killsAtWork++;
    if (random() < 0.2) {
      cutOff.push(`cut-off-${kill}.log`);
      await server.uploadInPart(cutOff.at(-1)!, KINDS.plain.bytes.subarray(0, random() * KINDS.plain.bytes.length));
    } else if (left.length === 0) await giveWork(server, given, random);
    await server.killAfter(random() * 450);
  }
  return { killsAtWork, cutOff };
}

/** Another file, or one that was read, to be read anew. */
async function giveWork(server: MortalServer, given: Given[], random: () => number): Promise<void> {
  const again = given[Math.floor(random() * given.length * 3)];
  if (again !== undefined) {
    const { status, body } = await server.post(`/logs/files/${again.fileId}/reprocess`);
    if (status !== 200) throw new Error(`${again.source} was answered ${status}: ${JSON.stringify(body)}`);
    return;
  }
  const kind = (["plain", "gzip", "archive", "small", "small", "small"] as const)[Math.floor(random() * 6)]!;
  const source = `${kind}-${given.length}`;
  given.push({ source, kind, fileId: await server.upload(`${source}.log`, KINDS[kind].bytes, source) });
}

/** Every line once, in order and counted, by each way there is to ask. */
async function expectWhole(server: MortalServer, { source, kind, fileId }: Given): Promise<void> {
  const { bytes, texts, members } = KINDS[kind];
  const { body: file } = await server.get(`/logs/files/${fileId}`);
  expect(file).toMatchObject({ status: "processed", error: null });
  expect((await server.raw(fileId)).equals(bytes)).toBe(true);
  const { body: listed } = await server.get(`/logs/files?archive_id=${fileId}&limit=500`);
  expect(listed.items).toHaveLength(members.length);
  const found = members.map(([path]) => listed.items.find(({ filename }: any) => filename.endsWith(`/${path}`)));
  for (const [at, each] of (members.length > 0 ? found : [file]).entries()) {
    const { lines, entries } = texts[at]!;
    expect(each).toMatchObject({ status: "processed", error: null, total_lines: lines, parsed_entries: entries });
  }
  // Bytes that are no longer in the spool are the records put together again.
  for (const [at, [, member]] of members.entries()) expect((await server.raw(found[at].id)).equals(member)).toBe(true);
  const { body: summary } = await server.get(`/stats/summary?source=${source}`);
  const total = sumOf(texts.map(({ entries }) => entries));
  expect(summary.total_entries).toBe(total);
  for (const { level, count } of summary.level_breakdown)
    expect(count).toBe(sumOf(texts.map(({ levels }) => levels[level] ?? 0)));
  expect((await server.get(`/logs?limit=1&source=${source}`)).body.total).toBe(total);
}

/** What is in the spool besides the bytes of files. */
const notOfFiles = ({ spool }: MortalServer): string[] =>
  readdirSync(spool).filter((name) => !name.startsWith("file-"));

test(
  "after kill -9 while a file is read that is still coming in, and again right after all of it is there, it is as if it came for the first time",
  async () => {
    const server = createMortalServer(program, mkdtempSync(join(directory, "ahead-")));
    servers.push(server);
    const { bytes } = KINDS.plain;
    for (let kill = 0; kill < 2; kill++) {
      await server.start();
      expect(notOfFiles(server)).toEqual([]);
      await server.uploadInPart("cut-off.log", bytes.subarray(0, bytes.length * 0.9));
      await expect.poll(() => notOfFiles(server).some((name) => name.startsWith("ahead-")), PATIENCE).toBe(true);
      await server.kill();
    }
    await server.start();
    expect((await server.get("/logs/files")).body.total).toBe(0);
    const fileId = await server.upload("whole.log", bytes, "whole");
    await server.kill();
    await server.start();
    await server.untilAllRead();
    await expectWhole(server, { source: "whole", kind: "plain", fileId });
    expect(notOfFiles(server)).toEqual([]);
  },
  MINUTES,
);
