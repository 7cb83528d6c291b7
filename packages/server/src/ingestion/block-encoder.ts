import type { MessagePort } from "node:worker_threads";
import { encodeEntryBlock } from "@faultline/storage/entry-block";
import { type AheadBlocks, MAX_BLOCKS_ON_DISK, removeAheadBlock, writeAheadBlock } from "./ahead-blocks.ts";
import { progressOf } from "./block-progress.ts";
import {
  BLOCKS_IN_FLIGHT,
  type FromParser,
  type FromParseWorker,
  type Parsed,
  type ParsedBlock,
  type ToEncoder,
  type ToParser,
} from "./parse-job.ts";
import { ownBuffers, ownBuffersOf } from "./own-buffers.ts";

/**
 * Encodes the blocks that `parser` sends, and sends them on to `main` as fast as it stores them. Those of a file that is
 * still coming in are held until it is adopted; while they cannot be stored, they are on disk.
 */
export function encodeBlocks(main: MessagePort, parser: MessagePort): void {
  /** Of blocks that are stored: the next are encoded into it. */
  const spareMemory: ArrayBufferLike[] = [];
  let held: FromParseWorker[] = [];
  /** Blocks and members that are sent or held, and not stored yet. */
  let underWay = 0;
  // Readings ahead have numbers that grow, and one ends before the next begins.
  const last = { adopted: 0, dropped: 0, withoutDisk: 0 };
  let wake: (() => void) | null = null;
  let passed = Promise.resolve();

  main.on("message", ({ memory, path }: ToEncoder) => {
    if (memory) spareMemory.push(memory);
    if (path !== null) removeAheadBlock(path);
    underWay--;
    wake?.();
  });
  parser.on("message", (message: FromParser) => {
    // These do not wait in line: what is in line waits for them.
    if (message.type === "adopted") adopt(message.id);
    else if (message.type === "dropped") drop(message.id, message.defect);
    else passed = passed.then(() => pass(message));
  });

  async function pass(message: Parsed): Promise<void> {
    if (message.type === "block") return passBlock(message);
    const { ahead, ...found } = message;
    if (found.type === "member") {
      while (placeFor(ahead) === null) await changed();
      parser.postMessage({ block: null } satisfies ToParser);
    } else {
      // Who waits for the next file should not hold the memory of a large one.
      spareMemory.length = 0;
    }
    if (!isDropped(ahead)) send(found, ahead);
  }

  async function passBlock({ fileId, attempt, ahead, completed, consumedBytes, isWhole }: ParsedBlock): Promise<void> {
    const { block, stateAfter } = completed;
    const blockNumber = stateAfter.blockNumber - 1;
    const giveBack = (): void => parser.postMessage({ block } satisfies ToParser, ownBuffersOf(block));
    while (placeFor(ahead) === null && !isDropped(ahead)) await changed();
    if (isDropped(ahead)) return giveBack();
    const memory = spareMemory.pop();
    const encoded = encodeEntryBlock({ fileId, attempt, blockNumber, block, createdAtMs: Date.now(), memory });
    const progress = progressOf({ block, stateAfter }, consumedBytes);
    giveBack();
    if (ahead !== null && placeFor(ahead) === "disk") {
      const path = writeAheadBlock(ahead, blockNumber, encoded.native);
      if (path !== null) {
        spareMemory.push(encoded.native.buffer);
        const { token, rows } = encoded;
        return send({ type: "block", block: { token, rows, path }, progress, isWhole }, ahead);
      }
      last.withoutDisk = ahead.id;
      // Whoever uploads needs the room more.
      if (isHeld(ahead)) giveUp(ahead.id, null);
    }
    while (placeFor(ahead) === null && !isDropped(ahead)) await changed();
    if (isDropped(ahead)) return;
    send({ type: "block", block: encoded, progress, isWhole }, ahead, ownBuffers([encoded.native]));
  }

  /** Where there is room for one more block, if there is. */
  function placeFor(ahead: AheadBlocks | null): "memory" | "disk" | null {
    if (!isHeld(ahead) && underWay < BLOCKS_IN_FLIGHT) return "memory";
    if (ahead === null || ahead.id <= last.withoutDisk) return null;
    return underWay < MAX_BLOCKS_ON_DISK ? "disk" : null;
  }

  const isDropped = (ahead: AheadBlocks | null): boolean => ahead !== null && ahead.id <= last.dropped;
  const isHeld = (ahead: AheadBlocks | null): boolean => ahead !== null && ahead.id > last.adopted;
  const changed = (): Promise<void> => new Promise((resolve) => (wake = resolve));

  function send(message: FromParseWorker, ahead: AheadBlocks | null, transfer: ArrayBuffer[] = []): void {
    if (message.type === "block" || message.type === "member") underWay++;
    if (isHeld(ahead)) held.push(message);
    else main.postMessage(message, transfer);
  }

  function adopt(id: number): void {
    last.adopted = id;
    for (const message of held) main.postMessage(message);
    held = [];
    wake?.();
  }

  function giveUp(id: number, defect: Error | null): void {
    main.postMessage({ type: "givenUp", id, defect } satisfies FromParseWorker);
  }

  function drop(id: number, defect: Error | null): void {
    giveUp(id, defect);
    last.dropped = id;
    for (const message of held) {
      if (message.type !== "block") continue;
      underWay--;
      if ("path" in message.block) removeAheadBlock(message.block.path);
    }
    held = [];
    spareMemory.length = 0;
    wake?.();
  }
}
