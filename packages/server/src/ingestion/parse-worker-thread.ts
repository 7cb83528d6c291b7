import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";
import type { FormatFile } from "@faultline/logs";
import type { EncodedBlock } from "@faultline/storage";
import { ownBuffers } from "./own-buffers.ts";
import type { FromParseWorker, ParseJob, ParseWorkerData, Rehearsal, ToEncoder } from "./parse-job.ts";

/** A parse worker seen from the main thread: jobs go in, messages are taken out one at a time. */
export interface ParseWorkerThread {
  /** Makes ready for files like the one whose first bytes are here, until a job is started. */
  rehearse(path: string): void;
  start(job: ParseJob): void;
  /** @throws Error if the worker died */
  next(): Promise<FromParseWorker>;
  /** The block that was taken is stored; the worker may make another, in the same memory. */
  stored(block: EncodedBlock): void;
  /** What was taken needs the worker no more, a member or a block that keeps its memory: it may make another. */
  moveOn(): void;
  /** Makes a `next` that waits throw. */
  interrupt(): void;
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
  const arrived: FromParseWorker[] = [];
  let death: Error | null = null;
  let wake: (() => void) | null = null;

  const die = (error: Error): void => {
    death ??= error;
    wake?.();
  };
  for (const worker of [parser, encoder]) {
    worker.on("error", die);
    worker.on("exit", (code) => die(new Error(`the parser ended with code ${code}`)));
  }
  encoder.on("message", (message: FromParseWorker) => {
    arrived.push(message);
    wake?.();
  });

  return {
    rehearse: (path) => parser.postMessage({ rehearsedPath: path } satisfies Rehearsal),
    start: (job) => parser.postMessage(job),
    async next() {
      for (;;) {
        const message = arrived.shift();
        if (message) return message;
        if (death) throw death;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
    stored: ({ native }) => encoder.postMessage({ memory: native.buffer } satisfies ToEncoder, ownBuffers([native])),
    moveOn: () => encoder.postMessage({ memory: null } satisfies ToEncoder),
    interrupt: () => die(new Error("interrupted")),
    end: async () => void (await Promise.all([parser.terminate(), encoder.terminate()])),
  };
}
