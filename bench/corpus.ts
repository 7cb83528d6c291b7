import { createWriteStream } from "node:fs";
import { once } from "node:events";
import { finished } from "node:stream/promises";
import type { Level } from "@faultline/logs";
import { FORMATS, levelShown, type CorpusFormat } from "./corpus-formats.ts";
import { randomNumbers, tellStory } from "./corpus-story.ts";

export interface CorpusOptions {
  readonly format: CorpusFormat;
  /** Log entries; an entry of the log4j format may be several lines. */
  readonly entries: number;
  /** Of the first and the last entry, ms since the epoch. */
  readonly startMs: number;
  readonly endMs: number;
  readonly seed: number;
}

/** What is in a corpus, counted while it was made and not by reading it. */
export interface CorpusCounts {
  entries: number;
  lines: number;
  bytes: number;
  readonly levels: Map<Level, number>;
}

const CHUNK_CHARACTERS = 1 << 20;

/** The text of a corpus in chunks of about a megabyte; the same options give the same text. */
function* corpusChunks(options: CorpusOptions, counts: CorpusCounts): Generator<string> {
  const { format, entries, startMs, endMs, seed } = options;
  const toText = FORMATS[format];
  const random = randomNumbers(seed);
  let chunk = "";
  for (const event of tellStory({ entries, startMs, endMs, random })) {
    const text = toText(event, random);
    count(counts, levelShown(format, event.level), text);
    chunk += text;
    if (chunk.length >= CHUNK_CHARACTERS) {
      yield chunk;
      chunk = "";
    }
  }
  yield chunk;
}

/** A corpus small enough to be one text. */
export function corpusText(options: CorpusOptions): { text: string; counts: CorpusCounts } {
  const counts = emptyCounts();
  return { text: [...corpusChunks(options, counts)].join(""), counts };
}

/** Writes a corpus to a file. */
export async function writeCorpus(path: string, options: CorpusOptions): Promise<CorpusCounts> {
  const counts = emptyCounts();
  const file = createWriteStream(path);
  for (const chunk of corpusChunks(options, counts)) {
    if (!file.write(chunk)) await once(file, "drain");
  }
  file.end();
  await finished(file);
  return counts;
}

function emptyCounts(): CorpusCounts {
  return { entries: 0, lines: 0, bytes: 0, levels: new Map() };
}

function count(counts: CorpusCounts, level: Level, text: string): void {
  counts.entries++;
  // The corpora are ASCII: a character is a byte.
  counts.bytes += text.length;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) counts.lines++;
  counts.levels.set(level, (counts.levels.get(level) ?? 0) + 1);
}
