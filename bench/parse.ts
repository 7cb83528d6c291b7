// How fast one thread turns bytes into columns: `npx tsx bench/parse.ts [records]`. Times are the best of several runs,
// because other work on the machine can only make a run slower.
import { createLogReader } from "../packages/logs/src/index.ts";
import { CORPUS_KINDS, type CorpusKind, generateCorpus } from "../packages/logs/src/testing/corpus.ts";

const RUNS = 7;
const records = Number(process.argv[2] ?? 300_000);

function parseMs(chunks: readonly Uint8Array[]): number {
  const started = performance.now();
  const reader = createLogReader({ referenceTimeMs: Date.UTC(2026, 11, 1) });
  for (const chunk of chunks) reader.push(chunk);
  reader.end();
  return performance.now() - started;
}

function report(kind: CorpusKind): void {
  const chunks = [...generateCorpus({ kind, records })];
  const bytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const lines = chunks.reduce((sum, chunk) => sum + chunk.filter((byte) => byte === 10).length, 0);
  const best = Math.min(...Array.from({ length: RUNS }, () => parseMs(chunks)));
  const millions = (lines / best / 1000).toFixed(2);
  console.log(`${kind.padEnd(6)} ${millions} M lines/s  ${(bytes / best / 1000).toFixed(0)} MB/s`);
}

for (const kind of CORPUS_KINDS) report(kind);
