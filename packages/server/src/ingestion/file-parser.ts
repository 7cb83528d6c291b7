import type { MessagePort } from "node:worker_threads";
import { type FormatFile, loadFormats, type LogReader } from "@faultline/logs";
import { UnreadableInputError } from "../input/input-errors.ts";
import { identifyInput } from "../input/input-text.ts";
import { AheadReading, NotAheadError } from "./ahead-reading.ts";
import type { AheadBlocks } from "./ahead-blocks.ts";
import { BLOCKS_TO_ENCODE, type FromParser, type ParseJob, type ToParser, type ToParseWorker } from "./parse-job.ts";
import { ownBuffersOf } from "./own-buffers.ts";
import { createLeave } from "./leave.ts";
import { type Found, parseBlocks } from "./parse-blocks.ts";
import { unpackArchive } from "./unpack-archive.ts";

/** Parses the files that `main` asks for, one at a time, and hands their blocks to `encoder`. */
export function parseFiles(main: MessagePort, encoder: MessagePort, formatFiles: readonly FormatFile[]): void {
  const leave = createLeave(BLOCKS_TO_ENCODE);
  // Compiled once per thread, and rather before the first file waits for it.
  const formats = loadFormats(formatFiles);
  let reader: LogReader | null = null;
  /** What is read, or will be, before its file is all here. */
  let reading: AheadReading | null = null;
  let done = Promise.resolve();

  main.on("message", (message: ToParseWorker) => {
    if (message.type === "start") start(message.job);
    else if (message.type === "ahead") startAhead(message.job, message.blocks);
    else if (message.type === "grown") reading?.grown();
    else if (reading) drop(reading);
  });
  encoder.on("message", ({ block }: ToParser) => {
    if (block) reader?.recycle(block);
    leave.give();
  });

  function start(job: ParseJob): void {
    const before = reading;
    reading = null;
    const isAdopted = before === null ? Promise.resolve(false) : adopt(before, job);
    done = done.then(async () => {
      if (!(await isAdopted)) await parse(job, null);
    });
  }

  function startAhead(job: ParseJob, blocks: AheadBlocks): void {
    const mine = new AheadReading(blocks, job);
    reading = mine;
    done = done.then(() => parse(job, mine));
  }

  async function adopt(ahead: AheadReading, job: ParseJob): Promise<boolean> {
    const isBeginning = await ahead.isBeginningOf(job);
    if (!isBeginning || ahead.isDropped) {
      drop(ahead);
      return false;
    }
    ahead.adopt();
    send({ type: "adopted", id: ahead.blocks.id });
    return true;
  }

  function drop(ahead: AheadReading, defect: Error | null = null): void {
    if (ahead.isDropped) return;
    ahead.drop();
    send({ type: "dropped", id: ahead.blocks.id, defect });
  }

  async function parse(job: ParseJob, ahead: AheadReading | null): Promise<void> {
    try {
      ahead?.throwIfDropped();
      const { archive } = await identifyInput(job.path);
      if (ahead && archive !== null) throw new NotAheadError();
      const found = archive === null ? await sendBlocks(job, ahead) : await sendMembers(job);
      send({ type: "finished", ahead: ahead?.blocks ?? null, ...found });
    } catch (error) {
      // What is wrong with a file is found, and said, when all of it is here.
      if (ahead && !ahead.isAdopted) return drop(ahead, isDefect(error) ? error : null);
      // A defect is no fault of the file: it ends this worker, and its message goes with it.
      if (!(error instanceof UnreadableInputError)) throw error;
      send({ type: "failed", ahead: ahead?.blocks ?? null, reason: error.message });
    } finally {
      reader = null;
    }
  }

  async function sendMembers(job: ParseJob): Promise<Found> {
    for await (const member of unpackArchive(job)) {
      await leave.take();
      send({ type: "member", ahead: null, member });
    }
    return { isPlain: false, encoding: null };
  }

  async function sendBlocks(job: ParseJob, ahead: AheadReading | null): Promise<Found> {
    const blocks = parseBlocks(job, formats, ahead, (begun) => (reader = begun));
    for (;;) {
      const next = await blocks.next();
      if (next.done) return next.value;
      await leave.take();
      const { fileId, attempt } = job;
      const message = { type: "block", fileId, attempt, ahead: ahead?.blocks ?? null, ...next.value } as const;
      send(message, ownBuffersOf(next.value.completed.block));
    }
  }

  function send(message: FromParser, transfer: ArrayBuffer[] = []): void {
    encoder.postMessage(message, transfer);
  }
}

function isDefect(error: unknown): error is Error {
  if (error instanceof NotAheadError || error instanceof UnreadableInputError) return false;
  // The upload was broken off, or is all here and has its name.
  return error instanceof Error && (error as NodeJS.ErrnoException).code !== "ENOENT";
}
