import type { MessagePort } from "node:worker_threads";
import type { CompletedBlock } from "@faultline/logs";
import { encodeEntryBlock } from "@faultline/storage/entry-block";
import { progressOf } from "./block-progress.ts";
import { BLOCKS_IN_FLIGHT, type FromParser, type FromParseWorker, type ToEncoder, type ToParser } from "./parse-job.ts";
import { ownBuffers, ownBuffersOf } from "./own-buffers.ts";
import { createLeave } from "./leave.ts";

/** Encodes the blocks that `parser` sends, and sends them on to `main` as fast as it stores them. */
export function encodeBlocks(main: MessagePort, parser: MessagePort): void {
  const leave = createLeave(BLOCKS_IN_FLIGHT);
  /** Of blocks that are stored: the next are encoded into it. */
  const spareMemory: ArrayBufferLike[] = [];
  let passed = Promise.resolve();

  main.on("message", ({ memory }: ToEncoder) => {
    if (memory) spareMemory.push(memory);
    leave.give();
  });
  parser.on("message", (message: FromParser) => {
    passed = passed.then(() => pass(message));
  });

  async function pass(message: FromParser): Promise<void> {
    if (message.type === "finished" || message.type === "failed") {
      // Who waits for the next file should not hold the memory of a large one.
      spareMemory.length = 0;
      return send(message);
    }
    if (message.type === "rehearsal") return rehearse(message.completed);
    await leave.take();
    if (message.type === "member") {
      parser.postMessage({ block: null } satisfies ToParser);
      return send(message);
    }
    const { fileId, attempt, completed, consumedBytes, isWhole } = message;
    const { block, stateAfter } = completed;
    const blockNumber = stateAfter.blockNumber - 1;
    const memory = spareMemory.pop();
    const encoded = encodeEntryBlock({ fileId, attempt, blockNumber, block, createdAtMs: Date.now(), memory });
    const progress = progressOf(completed, consumedBytes);
    parser.postMessage({ block } satisfies ToParser, ownBuffersOf(block));
    send({ type: "block", block: encoded, progress, isWhole }, ownBuffers([encoded.native]));
  }

  /** Does all that is done with a block but to send it on. */
  function rehearse(completed: CompletedBlock): void {
    const { block, stateAfter } = completed;
    const { blockNumber } = stateAfter;
    const memory = spareMemory.pop();
    const encoded = encodeEntryBlock({ fileId: 0, attempt: 0, blockNumber, block, createdAtMs: 0, memory });
    progressOf(completed, 0);
    spareMemory.push(encoded.native.buffer);
    parser.postMessage({ block } satisfies ToParser, ownBuffersOf(block));
  }

  function send(message: FromParseWorker, transfer: ArrayBuffer[] = []): void {
    main.postMessage(message, transfer);
  }
}
