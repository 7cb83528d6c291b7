import { expect, test } from "vitest";
import { LEVELS, createLogReader, levelOfCode } from "../index.ts";
import { CORPUS_KINDS, type CorpusCounts, type CorpusKind, generateCorpus } from "../testing/corpus.ts";

const RECORDS = 20_000;
const FORMAT_OF: Record<CorpusKind, string> = { app: "app", nginx: "access", json: "json", log4j: "log4j" };

function count(kind: CorpusKind) {
  const reader = createLogReader({ referenceTimeMs: Date.UTC(2026, 11, 1), blockRecords: 3000 });
  const corpus = generateCorpus({ kind, records: RECORDS, chunkBytes: 10_000 });
  const levels: Record<string, number> = Object.fromEntries(LEVELS.map((level) => [level, 0]));
  const found = { records: 0, lines: 0, bytes: 0, levels, services: {} as Record<string, number>, traces: 0 };
  const formats = new Set<string>();
  const shapes = new Set<string>();
  let chunk = corpus.next();
  for (; ; chunk = corpus.next()) {
    const blocks = chunk.done ? reader.end() : reader.push(chunk.value);
    for (const { block } of blocks) {
      found.bytes += block.rawLength;
      found.records += block.length;
      for (let row = 0; row < block.length; row++) {
        const service = block.service.values[block.service.codes[row]];
        found.lines += block.lineCount[row];
        found.levels[String(levelOfCode(block.level[row]))]++;
        if (service !== "") found.services[service] = (found.services[service] ?? 0) + 1;
        if (block.lineCount[row] > 1) found.traces++;
        formats.add(block.format.values[block.format.codes[row]]);
        shapes.add(`${block.shapeHigh[row]}:${block.shapeLow[row]}`);
      }
    }
    if (chunk.done) return { found, counts: chunk.value as CorpusCounts, formats, shapes };
  }
}

test.each(CORPUS_KINDS)("the counts of a generated %s log are those it was generated with", (kind) => {
  const { found, counts, formats, shapes } = count(kind);
  expect(found).toEqual(counts);
  expect([...formats]).toEqual([FORMAT_OF[kind]]);
  expect(shapes.size).toBeLessThan(30);
});
