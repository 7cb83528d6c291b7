// Windows are kept as columns of thousands in one value: a row of its own for each would take the embedded catalog a
// minute for a year of them, and answer nobody meanwhile.
import { promisify } from "node:util";
import { constants, deflateRaw, inflateRaw } from "node:zlib";
import type { WindowColumns } from "./run-store.ts";

/** Some consecutive windows of a run. */
export interface WindowBlock {
  readonly firstStart: Date;
  readonly windowCount: number;
  readonly columns: Uint8Array;
}

const BLOCK_WINDOWS = 32_768;
const NUMBERS = [
  "score",
  "totalCount",
  "errorCount",
  "warnCount",
  "infoCount",
  "debugCount",
  "uniqueServices",
] as const;

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

/** Columns one after another, numbers as 64-bit floats of the machine's order, which is little-endian on all of Node's. */
export function encodeWindows(windows: WindowColumns): Promise<WindowBlock[]> {
  const { start, windowSeconds, score, isAnomaly } = windows;
  const firsts = Array.from({ length: Math.ceil(score.length / BLOCK_WINDOWS) }, (_, block) => block * BLOCK_WINDOWS);
  return Promise.all(
    firsts.map(async (first) => {
      const end = Math.min(first + BLOCK_WINDOWS, score.length);
      const numbers = NUMBERS.map((name) => bytesOf(windows[name].subarray(first, end)));
      const plain = Buffer.concat([...numbers, isAnomaly.subarray(first, end)]);
      return {
        firstStart: new Date(start.getTime() + first * windowSeconds * 1000),
        windowCount: end - first,
        columns: await deflate(plain, { level: constants.Z_BEST_SPEED }),
      };
    }),
  );
}

/** Consecutive blocks as one; there is at least one. */
export async function decodeWindows(blocks: readonly WindowBlock[], windowSeconds: number): Promise<WindowColumns> {
  const windowCount = blocks.reduce((sum, block) => sum + block.windowCount, 0);
  const numbers = NUMBERS.map(() => new Float64Array(windowCount));
  const isAnomaly = new Uint8Array(windowCount);
  let at = 0;
  for (const block of blocks) {
    const plain = await inflate(block.columns);
    const width = block.windowCount * Float64Array.BYTES_PER_ELEMENT;
    numbers.forEach((column, i) =>
      bytesOf(column.subarray(at, at + block.windowCount)).set(plain.subarray(i * width, (i + 1) * width)),
    );
    isAnomaly.set(plain.subarray(NUMBERS.length * width), at);
    at += block.windowCount;
  }
  const [score, totalCount, errorCount, warnCount, infoCount, debugCount, uniqueServices] =
    numbers as Seven<Float64Array>;
  const counts = { totalCount, errorCount, warnCount, infoCount, debugCount, uniqueServices };
  return { start: blocks[0]!.firstStart, windowSeconds, score, isAnomaly, ...counts };
}

/** The windows that touch a range; null if none does. */
export function windowsWithin(windows: WindowColumns, startMs: number, endMs: number): WindowColumns | null {
  const widthMs = windows.windowSeconds * 1000;
  const firstMs = windows.start.getTime();
  const from = Math.max(0, Math.floor((startMs - firstMs) / widthMs));
  const to = Math.min(windows.score.length, Math.ceil((endMs - firstMs) / widthMs));
  if (from >= to) return null;
  const numbers = NUMBERS.map((name) => [name, windows[name].subarray(from, to)]);
  return {
    ...windows,
    ...(Object.fromEntries(numbers) as Record<(typeof NUMBERS)[number], Float64Array>),
    isAnomaly: windows.isAnomaly.subarray(from, to),
    start: new Date(firstMs + from * widthMs),
  };
}

type Seven<T> = [T, T, T, T, T, T, T];

function bytesOf(column: Float64Array): Uint8Array {
  return new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
}
