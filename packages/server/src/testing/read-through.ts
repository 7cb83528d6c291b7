import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import {
  type CompletedBlock,
  createLogReader,
  detectEncoding,
  firstYearlessTimeMs,
  type LogReaderOptions,
  recordAt,
} from "@faultline/logs";
import { encodeEntryBlock } from "@faultline/storage/entry-block";
import { progressOf } from "../ingestion/block-progress.ts";
import { UnreadableInputError } from "../input/input-errors.ts";
import { archiveOf, compressionOf } from "../input/input-kind.ts";
import { type InputText, openInputText } from "../input/input-text.ts";
import { refusalByContent } from "../input/refused-kinds.ts";
import { randomOf } from "../input/testing/random.ts";

const REFERENCE_MS = Date.UTC(2026, 10, 23);
const MAX_TEXT_BYTES = 64 * 1024 * 1024;
/** What the catalog can keep as a time: years -1 to 9999. */
const TIME_LIMITS_MS = [Date.UTC(-1, 0, 1), Date.UTC(10_000, 0, 1)] as const;

/** Records and their bytes as they come out of the blocks of one input. */
interface Reading {
  readonly hashes: string[];
  readonly states: string[];
  readonly raw: Buffer[];
  records: number;
  line: number;
  offset: number;
  /** Of the block before, to be written into again. */
  memory: ArrayBufferLike | undefined;
}

type Input = Pick<InputText, "isPlain" | "read" | "findFirstYearlessTimeMs">;

/** What was found of an input by {@link readThrough}. */
export interface ReadThrough {
  readonly records: number;
  /** Why it could not be read to its end; null if it was. */
  readonly reason: string | null;
}

/**
 * Does with an input what a parse worker does with a file, in chunks and blocks of sizes drawn by `seed`, and once more
 * from a state after one of its blocks.
 * @throws Error if something is lost, counted wrongly, or different the second time
 */
export async function readThrough(path: string, bytes: Buffer, seed: number): Promise<ReadThrough> {
  const random = randomOf(seed);
  let input: Input;
  try {
    // Most go without the file system, which takes longer than all the rest.
    input = (random() < 0.9 ? inputOf(bytes) : null) ?? (await openFile(path, bytes));
  } catch (error) {
    return { records: 0, reason: reasonOf(error) };
  }
  const { text, reason } = await textOf(input, 0);
  const options = await optionsFor(input, text.length, random);
  if (input.isPlain) check(text.equals(bytes), "the text of a plain file is not its bytes");
  const whole = readText(text, options, random);
  checkWhole(whole, text, options);
  await checkResumed(input, whole, options, random);
  return { records: whole.records, reason };
}

async function openFile(path: string, bytes: Buffer): Promise<Input> {
  await writeFile(path, bytes);
  return openInputText(path);
}

/** What `openInputText` makes of a file that is text; null if there is more to it. */
function inputOf(bytes: Buffer): Input | null {
  const isText = compressionOf(bytes) === null && archiveOf(bytes) === null && refusalByContent(bytes) === null;
  if (!isText || detectEncoding(bytes) !== "utf-8") return null;
  return {
    isPlain: true,
    async *read(fromByte) {
      yield { bytes: bytes.subarray(fromByte), consumedBytes: bytes.length };
    },
    findFirstYearlessTimeMs: async (referenceTimeMs) => firstYearlessTimeMs(bytes, bytes, referenceTimeMs),
  };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof UnreadableInputError)) throw error;
  check(/^[A-Za-z][^]{10,}\.$/.test(error.message), `no sentence: ${error.message}`);
  return error.message;
}

async function optionsFor(input: Input, textBytes: number, random: () => number): Promise<LogReaderOptions> {
  const isSmall = random() < 0.7;
  return {
    referenceTimeMs: REFERENCE_MS,
    timeZone: random() < 0.9 ? "UTC" : "Europe/Berlin",
    firstYearlessTimeMs: await input.findFirstYearlessTimeMs(REFERENCE_MS),
    blockRecords: 1024,
    ...(isSmall && {
      blockRecords: 1 + Math.floor(random() * 12),
      blockBytes: 64 + Math.floor(random() * 4000),
      ...(random() < 0.2 && textBytes < 100_000 && { maxRecordBytes: 64 + Math.floor(random() * 500) }),
    }),
  };
}

async function textOf(input: Input, fromByte: number): Promise<{ text: Buffer; reason: string | null }> {
  const chunks: Buffer[] = [];
  try {
    for await (const { bytes } of input.read(fromByte, MAX_TEXT_BYTES)) chunks.push(Buffer.from(bytes));
  } catch (error) {
    return { text: Buffer.concat(chunks), reason: reasonOf(error) };
  }
  return { text: Buffer.concat(chunks), reason: null };
}

function readText(text: Buffer, options: LogReaderOptions, random: () => number): Reading {
  const { byteOffset: offset = 0, lineNumber: line = 1 } = options.resumeFrom ?? {};
  const reading: Reading = { hashes: [], states: [], raw: [], records: 0, line, offset, memory: undefined };
  const reader = createLogReader(options);
  const largest = random() < 0.2 ? 9 : 1 + Math.floor(random() * text.length * 2);
  const take = (completed: CompletedBlock): void => {
    checkBlock(reading, completed);
    if (random() < 0.01) for (let row = 0; row < completed.block.length; row++) recordAt(completed.block, row);
    reader.recycle(completed.block);
  };
  for (let at = 0; at < text.length;) {
    // A few small chunks, and then the rest.
    const size = at < 300 ? 1 + Math.floor(random() * largest) : largest < 10 ? text.length : largest;
    // The chunk is copied, so that its memory can be spoilt.
    const chunk = Uint8Array.from(text.subarray(at, at + size));
    for (const completed of reader.push(chunk)) take(completed);
    chunk.fill(0x58);
    at += size;
  }
  for (const completed of reader.end()) take(completed);
  return reading;
}

function checkBlock(reading: Reading, completed: CompletedBlock): void {
  const { block, stateAfter } = completed;
  check(block.length > 0 && block.rawStart[0] === 0, "a block without records");
  check(block.byteOffset === reading.offset, `a block at ${block.byteOffset}, not ${reading.offset}`);
  for (let row = 0; row < block.length; row++) checkRecord(reading, completed, row);
  check(block.rawStart[block.length] === block.rawLength, "the last record does not end its block");
  reading.raw.push(Buffer.from(block.bytes.slice(0, block.rawLength)));
  reading.offset += block.rawLength;
  check(stateAfter.byteOffset === reading.offset, "the state is not at the end of its block");
  check(stateAfter.lineNumber === reading.line, "the state is not at the line after its block");
  checkProgress(completed);
  const blockNumber = stateAfter.blockNumber - 1;
  const { native } = encodeEntryBlock({ fileId: 1, blockNumber, block, createdAtMs: 0, memory: reading.memory });
  reading.hashes.push(createHash("sha1").update(native).digest("hex"));
  reading.memory = native.buffer;
  reading.states.push(JSON.stringify(stateAfter));
  reading.records += block.length;
}

function checkRecord(reading: Reading, { block }: CompletedBlock, row: number): void {
  check(block.rawStart[row + 1]! > block.rawStart[row]!, "a record without bytes");
  check(block.lineNumber[row] === reading.line, `line ${block.lineNumber[row]} follows, not ${reading.line}`);
  check(block.lineCount[row]! >= 1, "a record without lines");
  reading.line += block.lineCount[row]!;
  const us = block.timestampUs[row]!;
  const isInRange = us / 1000 >= TIME_LIMITS_MS[0] && us / 1000 < TIME_LIMITS_MS[1];
  check(Number.isNaN(us) || (Number.isInteger(us) && isInRange), `the timestamp ${us}`);
  check(block.parseStatus[row]! <= 2 && block.parseConfidence[row]! <= 100 && block.level[row]! <= 6, "a wrong code");
  check(block.messageStart[row]! <= block.messageEnd[row]!, "a message that ends before it starts");
  check(block.messageEnd[row]! <= block.bytes.length && block.traceIdEnd[row]! <= block.bytes.length, "a wild span");
}

function checkProgress(completed: CompletedBlock): void {
  const { block } = completed;
  const progress = progressOf(completed, 0);
  let lines = 0;
  for (let row = 0; row < block.length; row++) lines += block.lineCount[row]!;
  check(progress.totalLines === lines, "not all lines are counted");
  check(progress.parsedLines + progress.failedLines === lines, "lines are neither parsed nor failed");
  const { parsedEntries, partialEntries, failedEntries } = progress;
  check(parsedEntries + partialEntries + failedEntries === block.length, "not all records are counted");
  const named = progress.formats.reduce((sum, { entries }) => sum + entries, 0);
  check(named === parsedEntries + partialEntries, `${named} records have a format`);
}

function checkWhole({ raw, states, line, offset }: Reading, text: Buffer, { maxRecordBytes }: LogReaderOptions): void {
  check(Buffer.concat(raw).equals(text), "the records are not the text");
  check(offset === text.length, "the blocks are not as long as the text");
  if (maxRecordBytes !== undefined || text.length > 1024 * 1024) return;
  let lines = text.length > 0 && text.at(-1) !== 10 ? 1 : 0;
  for (const byte of text) if (byte === 10) lines++;
  // Several records of a line count as lines; whether a file has such lines its last state knows.
  const hasParts = !states.at(-1)?.includes('"place":"none"');
  check(line - 1 === lines || (hasParts && line - 1 > lines), `${line - 1} lines are counted, not ${lines}`);
}

async function checkResumed(
  input: Input,
  whole: Reading,
  options: LogReaderOptions,
  random: () => number,
): Promise<void> {
  if (whole.states.length < 2 || random() < 0.6) return;
  const at = Math.floor(random() * (whole.states.length - 1));
  const resumeFrom = JSON.parse(whole.states[at]!);
  const { text } = await textOf(input, resumeFrom.byteOffset);
  const again = readText(text, { ...options, resumeFrom }, random);
  const rest = (all: readonly string[]): string => all.slice(at + 1).join("\n");
  check(again.hashes.join("\n") === rest(whole.hashes), `other blocks when resumed after block ${at}`);
  const [states, expected] = [again.states.join("\n"), rest(whole.states)];
  check(states === expected, `other states when resumed after block ${at}: ${states}, not ${expected}`);
}

function check(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new Error(otherwise);
}
