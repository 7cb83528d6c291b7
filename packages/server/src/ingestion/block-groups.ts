import { createHash } from "node:crypto";
import type { EncodedBlock } from "@faultline/storage";

/** The most that is stored at once; a larger block is stored alone. */
const MAX_GROUP_BYTES = 16 * 1024 * 1024;
const MAX_GROUP_BLOCKS = 64;

/** Stores blocks; those that come while others are being stored are stored together after them. */
export interface BlockGroups {
  /** Throws what the insert of the whole group threw: whether the block is stored is not known then. */
  store(block: EncodedBlock): Promise<void>;
}

interface Waiting {
  readonly block: EncodedBlock;
  readonly stored: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * An insert takes as long for a hundred records as for ten thousand, so small files cost little more together than
 * one. A group has a token of its own, which is never seen again: what becomes of its blocks if it is not known to be
 * stored is up to the caller.
 */
export function createBlockGroups(insert: (block: EncodedBlock) => Promise<void>): BlockGroups {
  const waiting: Waiting[] = [];
  let isStoring = false;

  async function storeWaiting(): Promise<void> {
    isStoring = true;
    while (waiting.length > 0) {
      const group = takeGroup(waiting);
      try {
        await insert(joined(group.map(({ block }) => block)));
        for (const { stored } of group) stored();
      } catch (error) {
        for (const { failed } of group) failed(error);
      }
    }
    isStoring = false;
  }

  return {
    store: (block) =>
      new Promise((stored, failed) => {
        waiting.push({ block, stored, failed });
        if (!isStoring) void storeWaiting();
      }),
  };
}

function takeGroup(waiting: Waiting[]): Waiting[] {
  let bytes = 0;
  const tooMany = waiting.findIndex(({ block }, i) => {
    bytes += block.native.byteLength;
    return i > 0 && (i >= MAX_GROUP_BLOCKS || bytes > MAX_GROUP_BYTES);
  });
  return waiting.splice(0, tooMany < 0 ? waiting.length : tooMany);
}

/** Native blocks may follow one another. */
function joined(blocks: readonly EncodedBlock[]): EncodedBlock {
  if (blocks.length === 1) return blocks[0]!;
  const tokens = blocks.map(({ token }) => token).join(" ");
  return {
    token: `group:${createHash("sha256").update(tokens).digest("hex")}`,
    rows: blocks.reduce((sum, { rows }) => sum + rows, 0),
    native: Buffer.concat(blocks.map(({ native }) => native)),
  };
}
