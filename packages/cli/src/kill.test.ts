import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { randomOf } from "../../server/src/input/testing/random.ts";
import { tarOf } from "../../server/src/input/testing/make-archive.ts";
import { makeLogCorpus } from "../../server/src/testing/log-corpus.ts";
import { createMortalServer, type MortalServer } from "./testing/mortal-server.ts";
import { buildProgram, type Program } from "./testing/program.ts";

/** Two servers are killed so often each, at the same time. */
const KILLS = 26;
const MINUTES = 60_000;

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

const corpus = makeLogCorpus(250_000);
const text = Buffer.from(corpus.text);
/** Other text, since members of archives are not read if their content is there already. */
const packed = makeLogCorpus(125_000, 2);
const packedText = Buffer.from(packed.text);
const KINDS = {
  plain: { bytes: text, corpus, texts: 1 },
  gzip: { bytes: gzipSync(text, { level: 1 }), corpus, texts: 1 },
  archive: { bytes: archiveOf(packedText), corpus: packed, texts: 2 },
} as const;

function archiveOf(member: Buffer): Buffer {
  const members = [
    ["a.log", member],
    ["deep/b.log.gz", gzipSync(member, { level: 1 })],
  ] as const;
  return gzipSync(tarOf(members), { level: 1 });
}

/** What a server was given, and whether it said that it has it. */
interface Given {
  readonly source: string;
  readonly kind: keyof typeof KINDS;
  readonly fileId: number;
}

test.concurrent.each([1, 2])(
  `after kill -9 at ${KILLS} random moments of uploads, reading, reading anew and starts every file completes by itself, each line there once and in order (server %i)`,
  async (seed) => {
    const server = createMortalServer(program, join(directory, String(seed)));
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
    expect(readdirSync(server.spool).filter((name) => name.startsWith("incoming-"))).toEqual([]);
    const entries = given.map(({ kind }) => KINDS[kind].texts * KINDS[kind].corpus.entries);
    const total = entries.reduce((sum, each) => sum + each, 0);
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
      await server.uploadInPart(cutOff.at(-1)!, text.subarray(0, Math.floor(random() * text.length)));
    } else if (left.length === 0) await giveWork(server, given, random);
    await server.killAfter(random() * 900);
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
  const kind = (["plain", "plain", "gzip", "archive"] as const)[Math.floor(random() * 4)]!;
  const source = `${kind}-${given.length}`;
  given.push({ source, kind, fileId: await server.upload(`${source}.log`, KINDS[kind].bytes, source) });
}

/** Every line once, in order and counted, by each way there is to ask. */
async function expectWhole(server: MortalServer, { source, kind, fileId }: Given): Promise<void> {
  const { bytes, corpus: made, texts } = KINDS[kind];
  const { body: file } = await server.get(`/logs/files/${fileId}`);
  expect(file).toMatchObject({ status: "processed", error: null });
  expect((await server.raw(fileId)).equals(bytes)).toBe(true);
  const members = (await server.get(`/logs/files?archive_id=${fileId}`)).body.items;
  expect(members).toHaveLength(kind === "archive" ? 2 : 0);
  for (const each of kind === "archive" ? members : [file])
    expect(each).toMatchObject({ status: "processed", total_lines: made.lines, parsed_entries: made.entries });
  const plain = members.filter(({ filename }: any) => filename.endsWith("/a.log"));
  // Bytes that are no longer in the spool are the records put together again.
  for (const { id } of plain) expect((await server.raw(id)).equals(packedText)).toBe(true);
  const { body: summary } = await server.get(`/stats/summary?source=${source}`);
  expect(summary.total_entries).toBe(made.entries * texts);
  const levels = summary.level_breakdown.map(({ level, count }: any) => [level, count / texts]);
  expect(Object.fromEntries(levels)).toEqual(made.levels);
  expect((await server.get(`/logs?limit=1&source=${source}`)).body.total).toBe(made.entries * texts);
}
