import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";
import type { FormatFile } from "@faultline/logs";
import type { BlockFile, EncodedBlock } from "@faultline/storage";
import { type AheadPlace, removeAheadBlocks } from "./ahead-blocks.ts";
import { ownBuffers } from "./own-buffers.ts";
import type { FromParseWorker, FromReading, ParseJob, ParseWorkerData, ToEncoder, ToParseWorker } from "./parse-job.ts";

/** A parse worker seen from the main thread: jobs go in, messages are taken out one at a time. */
export interface ParseWorkerThread {
  /**
   * Reads a file of which more is to come; nothing of it is taken out before its job is started. `onGivenUp` is told if
   * that ends by itself, and of a defect that is not the file's.
   */
  readAhead(job: ParseJob, place: AheadPlace, onGivenUp: (defect: Error | null) => void): void;
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
  let ahead: { readonly id: number; readonly onGivenUp: (defect: Error | null) => void } | null = null;
  let readingsAhead = 0;
  let lastPrefix: string | null = null;

  const tell = (message: ToParseWorker): void => parser.postMessage(message);
  const drop = (): void => {
    if (ahead) tell({ type: "drop" });
    ahead = null;
  };
  const giveUp = (defect: Error | null): void => {
    const given = ahead;
    drop();
    given?.onGivenUp(defect);
  };
  const die = (error: Error): void => {
    death ??= error;
    giveUp(error);
    wake?.();
  };
  for (const worker of [parser, encoder]) {
    worker.on("error", die);
    worker.on("exit", (code) => die(new Error(`the parser ended with code ${code}`)));
  }
  encoder.on("message", (message: FromParseWorker) => {
    if (message.type === "givenUp") {
      if (message.id === ahead?.id) giveUp(message.defect);
      return;
    }
    arrived.push(message);
    wake?.();
  });

  return {
    readAhead(job, place, onGivenUp) {
      const id = ++readingsAhead;
      ahead = { id, onGivenUp };
      lastPrefix = place.prefix;
      tell({ type: "ahead", job, blocks: { id, ...place } });
    },
    grown: () => tell({ type: "grown" }),
    drop,
    start(job) {
      ahead = null;
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
      ahead = null;
      await Promise.all([parser.terminate(), encoder.terminate()]);
      // What cannot be removed now is at the next start.
      if (lastPrefix !== null) await removeAheadBlocks(lastPrefix).catch(() => undefined);
    },
  };
}
