import { parentPort } from "node:worker_threads";
import { type CompletedBlock, createLogReader, loadFormats, type LogFormats, type LogReader } from "@faultline/logs";
import { encodeEntryBlock } from "@faultline/storage/entry-block";
import { progressOf } from "./block-progress.ts";
import { UnreadableInputError } from "../input/input-errors.ts";
import { identifyInput, openInputText } from "../input/input-text.ts";
import { BLOCKS_IN_FLIGHT, type FromParseWorker, type ParseJob, type ToParseWorker } from "./parse-job.ts";
import { unpackArchive } from "./unpack-archive.ts";

// The engine takes a few large blocks faster than many small ones, and merges them less.
const BLOCK_BYTES = 32 * 1024 * 1024;
const BLOCK_RECORDS = 262_144;
/** A small first block, so that the engine has something to do early. */
const FIRST_BLOCK_RECORDS = 16_384;

const port = parentPort!;
let leave = BLOCKS_IN_FLIGHT;
let onLeave: (() => void) | null = null;
/** Of blocks that are stored: the next are encoded into it. */
let spareMemory: ArrayBuffer[] = [];

port.on("message", (message: ToParseWorker) => {
  if (message.type === "parse") {
    void parse(message.job);
    return;
  }
  leave++;
  if (message.memory) spareMemory.push(message.memory);
  onLeave?.();
});

async function parse(job: ParseJob): Promise<void> {
  leave = BLOCKS_IN_FLIGHT;
  spareMemory = [];
  try {
    const { archive } = await identifyInput(job.path);
    const found = archive === null ? await readBlocks(job) : await sendMembers(job);
    send({ type: "finished", ...found });
  } catch (error) {
    // A defect is no fault of the file: it ends this worker, and its message goes with it.
    if (!(error instanceof UnreadableInputError)) throw error;
    send({ type: "failed", reason: error.message });
  }
}

type Found = Pick<Extract<FromParseWorker, { type: "finished" }>, "isPlain" | "encoding">;

async function sendMembers(job: ParseJob): Promise<Found> {
  for await (const member of unpackArchive(job)) {
    await takeLeave();
    send({ type: "member", member });
  }
  return { isPlain: false, encoding: null };
}

let formats: LogFormats | null = null;

async function readBlocks(job: ParseJob): Promise<Found> {
  const { referenceTimeMs, timeZone, resumeFrom } = job;
  formats ??= loadFormats(job.formats);
  const text = await openInputText(job.path);
  const options = {
    blockBytes: BLOCK_BYTES,
    blockRecords: BLOCK_RECORDS,
    firstBlockRecords: FIRST_BLOCK_RECORDS,
    referenceTimeMs,
    timeZone,
    formats,
    firstYearlessTimeMs: await text.findFirstYearlessTimeMs(referenceTimeMs),
  };
  const reader = createLogReader(resumeFrom ? { ...options, resumeFrom } : options);
  let consumedBytes = 0;
  try {
    for await (const chunk of text.read(resumeFrom?.byteOffset ?? 0, job.maxTextBytes)) {
      consumedBytes = chunk.consumedBytes;
      for (const completed of reader.push(chunk.bytes)) await sendBlock(job, reader, completed, consumedBytes, false);
    }
  } catch (error) {
    // What was read before the input broke off is kept.
    if (error instanceof UnreadableInputError) await sendRest(false);
    throw error;
  }
  await sendRest(true);
  return { isPlain: text.isPlain, encoding: text.encoding };

  async function sendRest(isEnd: boolean): Promise<void> {
    const rest = reader.end();
    const isWhole = isEnd && rest.length === 1 && rest[0]!.stateAfter.blockNumber === 1;
    for (const completed of rest) await sendBlock(job, reader, completed, consumedBytes, isWhole);
  }
}

async function sendBlock(
  { fileId, attempt }: ParseJob,
  reader: LogReader,
  completed: CompletedBlock,
  consumedBytes: number,
  isWhole: boolean,
): Promise<void> {
  const { block, stateAfter } = completed;
  const blockNumber = stateAfter.blockNumber - 1;
  const memory = spareMemory.pop();
  const encoded = encodeEntryBlock({ fileId, attempt, blockNumber, block, createdAtMs: Date.now(), memory });
  const progress = progressOf(completed, consumedBytes);
  reader.recycle(block);
  await takeLeave();
  send({ type: "block", block: encoded, progress, isWhole }, [encoded.native.buffer as ArrayBuffer]);
}

async function takeLeave(): Promise<void> {
  while (leave === 0) await new Promise<void>((resolve) => (onLeave = resolve));
  leave--;
}

function send(message: FromParseWorker, transfer: ArrayBuffer[] = []): void {
  port.postMessage(message, transfer);
}
