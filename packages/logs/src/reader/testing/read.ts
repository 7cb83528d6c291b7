import { type LogReaderOptions, createLogReader } from "../../index.ts";
import type { CompletedBlock } from "../../log-reader.ts";
import { encodeText } from "../../text.ts";
import { rowsOf } from "./rows.ts";

export const referenceTimeMs = Date.UTC(2026, 10, 23);

/** The blocks of a file that arrives in chunks, cut at `cuts` (each taken modulo its length). */
export function blocksOf(
  bytes: Uint8Array,
  options: Partial<LogReaderOptions> = {},
  cuts: readonly number[] = [],
): CompletedBlock[] {
  const reader = createLogReader({ referenceTimeMs, ...options });
  const edges = [...cuts.map((cut) => cut % (bytes.length + 1)), 0, bytes.length].toSorted((a, b) => a - b);
  const blocks: CompletedBlock[] = [];
  for (let i = 1; i < edges.length; i++) blocks.push(...reader.push(bytes.slice(edges[i - 1], edges[i])));
  return [...blocks, ...reader.end()];
}

export const read = (text: string, options: Partial<LogReaderOptions> = {}) =>
  rowsOf(blocksOf(encodeText(text), options));
