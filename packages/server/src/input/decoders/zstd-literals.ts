import { CorruptDataError } from "../input-errors.ts";
import { BackwardBits } from "./backward-bits.ts";
import { nextState, readFseTable } from "./fse-table.ts";

const MAX_CODE_BITS = 11;
const MAX_WEIGHT_LOG = 6;

/** What the next bits of a stream of literals stand for. */
export interface LiteralCode {
  readonly maxBits: number;
  /** By the next `maxBits` bits: the literal, shifted left by four, and the length of its code. */
  readonly entries: Uint16Array;
}

/**
 * Reads the description of a code.
 * @returns the code and where its description ends
 * @throws CorruptDataError
 */
export function readLiteralCode(bytes: Uint8Array, start: number): { code: LiteralCode; end: number } {
  const header = bytes[start]!;
  const first = start + 1;
  if (header < 128) {
    const end = first + header;
    if (end > bytes.length) throw new CorruptDataError("a code is cut off");
    return { code: codeOf(compressedWeights(bytes.subarray(first, end))), end };
  }
  const count = header - 127;
  const end = first + ((count + 1) >> 1);
  const weights = Array.from({ length: count }, (_, i) => (bytes[first + (i >> 1)]! >> (i & 1 ? 0 : 4)) & 15);
  return { code: codeOf(weights), end };
}

/** Two states take turns until the bits are used up. */
function compressedWeights(bytes: Uint8Array): number[] {
  const { table, end } = readFseTable(bytes, 0, MAX_WEIGHT_LOG, 255);
  const bits = new BackwardBits(bytes.subarray(end));
  const weights: number[] = [];
  let current = bits.read(table.accuracyLog);
  let other = bits.read(table.accuracyLog);
  while (weights.length < 255) {
    weights.push(table.symbol[current]!);
    const next = nextState(table, current, bits);
    if (bits.left < 0) {
      weights.push(table.symbol[other]!);
      return weights;
    }
    current = other;
    other = next;
  }
  throw new CorruptDataError("a code has too many literals");
}

/** A literal of weight w has a code of `maxBits + 1 - w` bits; the last weight is what the others leave. */
function codeOf(weights: number[]): LiteralCode {
  let sum = 0;
  for (const weight of weights) sum += weight === 0 ? 0 : 2 ** (weight - 1);
  const maxBits = sum === 0 ? 0 : 32 - Math.clz32(sum);
  if (maxBits === 0 || maxBits > MAX_CODE_BITS) throw new CorruptDataError("a code is impossible");
  const rest = (1 << maxBits) - sum;
  if ((rest & (rest - 1)) !== 0) throw new CorruptDataError("a code is incomplete");
  weights.push(32 - Math.clz32(rest));
  const entries = new Uint16Array(1 << maxBits);
  let at = 0;
  for (let weight = 1; weight <= maxBits; weight++) {
    for (let literal = 0; literal < weights.length; literal++) {
      if (weights[literal] !== weight) continue;
      entries.fill((literal << 4) | (maxBits + 1 - weight), at, (at += 1 << (weight - 1)));
    }
  }
  return { maxBits, entries };
}

/**
 * Decodes one stream into `literals[start, end)`.
 * @throws CorruptDataError
 */
export function decodeLiterals(
  { maxBits, entries }: LiteralCode,
  stream: Uint8Array,
  literals: Uint8Array,
  start: number,
  end: number,
): void {
  const bits = new BackwardBits(stream);
  for (let at = start; at < end; at++) {
    const entry = entries[bits.peek(maxBits)]!;
    literals[at] = entry >>> 4;
    bits.left -= entry & 15;
  }
  if (bits.left !== 0) throw new CorruptDataError("a stream of literals does not end where it should");
}
