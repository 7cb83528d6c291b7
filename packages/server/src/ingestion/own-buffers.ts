import type { RecordBlock } from "@faultline/logs";

/** What a message must hand over with these columns: their memory, unless both threads share it. */
export function ownBuffers(columns: readonly ArrayBufferView[]): ArrayBuffer[] {
  return columns.map(({ buffer }) => buffer).filter((buffer) => buffer instanceof ArrayBuffer);
}

/** {@link ownBuffers} of all columns of a block. */
export function ownBuffersOf(block: RecordBlock): ArrayBuffer[] {
  const columns = Object.values(block).map((column: unknown) => (column as { codes?: Uint32Array }).codes ?? column);
  return ownBuffers(columns.filter((column) => ArrayBuffer.isView(column)));
}
