import type { RecordBlock } from "@faultline/logs";

/** The memory of a block's columns, which goes with it from thread to thread. */
export function buffersOf(block: RecordBlock): ArrayBuffer[] {
  return Object.values(block).flatMap((column: unknown) => {
    if (ArrayBuffer.isView(column)) return [column.buffer as ArrayBuffer];
    const codes = (column as { codes?: Uint32Array }).codes;
    return codes ? [codes.buffer as ArrayBuffer] : [];
  });
}
