import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";
import type { FormatFile } from "@faultline/logs";
import type { BlockFile, EncodedBlock } from "@faultline/storage";
import { removeAheadBlocks } from "./ahead-blocks.ts";
import { ownBuffers } from "./own-buffers.ts";
import type { FromParseWorker, FromReading, ParseJob, ParseWorkerData, ToEncoder, ToParseWorker } from "./parse-job.ts";

/** A parse worker seen from the main thread: jobs go in, messages are taken out one at a time. */
export interface ParseWorkerThread {
  /** Reads a file of which more is to come; nothing of it is taken out before its job is started. */
  readAhead(job: ParseJob, blockPrefix: string): void;
  /** More of that file is here. */
  grown(): void;
  /** That file is not to be read after all. */
  drop(): void;
  /** Goes on with what was read ahead of this very job; of any other, nothing is left. */
  start(job: ParseJob): void;
  /** @throws Error if the worker died */
  next(): Promise<FromReading>;
  /** The block that was taken is stored; the worker may make another, in the same memory. */
  stored(block: EncodedBlock | BlockFile): void;
  /** What was taken needs the worker no more, a member or a block that keeps its memory: it may make another. */
  moveOn(): void;
  /** Makes a `next` that waits throw. */
  interrupt(): void;
  /** The file is parsed, and all that comes of it can be taken. */
  isThrough(): boolean;
  /** It was not interrupted and did not die. */
  isAlive(): boolean;
  /** Leaves nothing of what was read ahead. */
  end(): Promise<void>;
}

/** Bounds the worker's own heap; what it reads and sends is outside of it, and bounded by the blocks in flight. */
const MAX_HEAP_MB = 1024;

export function startParseWorker(url: URL, formats: readonly FormatFile[]): ParseWorkerThread {
  const { port1, port2 } = new MessageChannel();
  const start = (role: ParseWorkerData["role"], other: MessagePort): Worker =>
    new Worker(url, {
      workerData: { role, formats, other } satisfies ParseWorkerData,
      transferList: [other],
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
    });
  const parser = start("parser", port1);
  const encoder = start("encoder", port2);
  const arrived: FromReading[] = [];
  let death: Error | null = null;
  let wake: (() => void) | null = null;
  let isAhead = false;
  let lastPrefix: string | null = null;

  const tell = (message: ToParseWorker): void => parser.postMessage(message);
  const drop = (): void => {
    if (isAhead) tell({ type: "drop" });
    isAhead = false;
  };
  const die = (error: Error): void => {
    death ??= error;
    wake?.();
  };
  for (const worker of [parser, encoder]) {
    worker.on("error", die);
    worker.on("exit", (code) => die(new Error(`the parser ended with code ${code}`)));
  }
  encoder.on("message", (message: FromParseWorker) => {
    // Whoever uploads needs the room more.
    if (message.type === "diskFull") return drop();
    arrived.push(message);
    wake?.();
  });

  return {
    readAhead(job, blockPrefix) {
      isAhead = true;
      lastPrefix = blockPrefix;
      tell({ type: "ahead", job, blockPrefix });
    },
    grown: () => tell({ type: "grown" }),
    drop,
    start(job) {
      isAhead = false;
      tell({ type: "start", job });
    },
    async next() {
      for (;;) {
        const message = arrived.shift();
        if (message) return message;
        if (death) throw death;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
    stored(block) {
      if ("path" in block) return encoder.postMessage({ memory: null, path: block.path } satisfies ToEncoder);
      const { native } = block;
      encoder.postMessage({ memory: native.buffer, path: null } satisfies ToEncoder, ownBuffers([native]));
    },
    moveOn: () => encoder.postMessage({ memory: null, path: null } satisfies ToEncoder),
    interrupt: () => die(new Error("interrupted")),
    isThrough: () => arrived.some(({ type }) => type === "finished" || type === "failed"),
    isAlive: () => death === null,
    async end() {
      await Promise.all([parser.terminate(), encoder.terminate()]);
      // What cannot be removed now is at the next start.
      if (lastPrefix !== null) await removeAheadBlocks(lastPrefix).catch(() => undefined);
    },
  };
}
