import type { MessagePort } from "node:worker_threads";
import { type CompletedBlock, createLogReader, type FormatFile, loadFormats, type LogReader } from "@faultline/logs";
import { UnreadableInputError } from "../input/input-errors.ts";
import { identifyInput, openInputText } from "../input/input-text.ts";
import { BLOCKS_TO_ENCODE, type FromParser, type ParseJob, type Rehearsal, type ToParser } from "./parse-job.ts";
import { REHEARSED_BYTES } from "./rehearsal.ts";
import { ownBuffersOf } from "./own-buffers.ts";
import { createLeave } from "./leave.ts";
import { unpackArchive } from "./unpack-archive.ts";

// The engine takes a few large blocks faster than many small ones, and merges them less.
const BLOCK_BYTES = 16 * 1024 * 1024;
const BLOCK_RECORDS = 131_072;
/** A small first block, so that the engine has something to do early. */
const FIRST_BLOCK_RECORDS = 16_384;

type Found = Pick<Extract<FromParser, { type: "finished" }>, "isPlain" | "encoding">;

/** Parses the files that `main` asks for, one at a time, and hands their blocks to `encoder`. */
export function parseFiles(main: MessagePort, encoder: MessagePort, formatFiles: readonly FormatFile[]): void {
  const leave = createLeave(BLOCKS_TO_ENCODE);
  // Compiled once per thread, and rather before the first file waits for it.
  const formats = loadFormats(formatFiles);
  let reader: LogReader | null = null;
  let waitingJobs = 0;
  let done = Promise.resolve();

  main.on("message", (message: ParseJob | Rehearsal) => {
    if (!("rehearsedPath" in message)) waitingJobs++;
    done = done.then(() => ("rehearsedPath" in message ? rehearse(message) : parse(message)));
  });
  encoder.on("message", ({ block }: ToParser) => {
    if (block) reader?.recycle(block);
    leave.give();
  });

  async function parse(job: ParseJob): Promise<void> {
    waitingJobs--;
    try {
      const { archive } = await identifyInput(job.path);
      const found = archive === null ? await readBlocks(job) : await sendMembers(job);
      send({ type: "finished", ...found });
    } catch (error) {
      // A defect is no fault of the file: it ends this worker, and its message goes with it.
      if (!(error instanceof UnreadableInputError)) throw error;
      send({ type: "failed", reason: error.message });
    } finally {
      reader = null;
    }
  }

  async function sendMembers(job: ParseJob): Promise<Found> {
    for await (const member of unpackArchive(job)) {
      await leave.take();
      send({ type: "member", member });
    }
    return { isPlain: false, encoding: null };
  }

  async function readBlocks(job: ParseJob): Promise<Found> {
    const { referenceTimeMs, timeZone, resumeFrom } = job;
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
    const current = createLogReader(resumeFrom ? { ...options, resumeFrom } : options);
    reader = current;
    let consumedBytes = 0;
    const sendAll = async (blocks: readonly CompletedBlock[], isWhole = false): Promise<void> => {
      for (const completed of blocks) await sendBlock(job, completed, consumedBytes, isWhole);
    };
    try {
      for await (const chunk of text.read(resumeFrom?.byteOffset ?? 0, job.maxTextBytes)) {
        consumedBytes = chunk.consumedBytes;
        await sendAll(current.push(chunk.bytes));
      }
    } catch (error) {
      // What was read before the input broke off is kept.
      if (error instanceof UnreadableInputError) await sendAll(current.end());
      throw error;
    }
    const rest = current.end();
    await sendAll(rest, rest.length === 1 && rest[0]!.stateAfter.blockNumber === 1);
    return { isPlain: text.isPlain, encoding: text.encoding };
  }

  async function rehearse({ rehearsedPath }: Rehearsal): Promise<void> {
    try {
      const text = await openInputText(rehearsedPath);
      const blockRecords = FIRST_BLOCK_RECORDS;
      const current = createLogReader({ blockBytes: BLOCK_BYTES, blockRecords, referenceTimeMs: Date.now(), formats });
      reader = current;
      for await (const { bytes, consumedBytes } of text.read(0, REHEARSED_BYTES)) {
        if (waitingJobs > 0 || consumedBytes > REHEARSED_BYTES) return;
        for (const completed of current.push(bytes)) {
          await leave.take();
          send({ type: "rehearsal", completed }, ownBuffersOf(completed.block));
        }
      }
    } catch {
      // What is wrong with the file is found, and said, when it is read.
    } finally {
      reader = null;
    }
  }

  async function sendBlock(
    { fileId, attempt }: ParseJob,
    completed: CompletedBlock,
    consumedBytes: number,
    isWhole: boolean,
  ): Promise<void> {
    await leave.take();
    send({ type: "block", fileId, attempt, completed, consumedBytes, isWhole }, ownBuffersOf(completed.block));
  }

  function send(message: FromParser, transfer: ArrayBuffer[] = []): void {
    encoder.postMessage(message, transfer);
  }
}
