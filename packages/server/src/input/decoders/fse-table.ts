import { CorruptDataError } from "../input-errors.ts";
import type { BackwardBits } from "./backward-bits.ts";

/** A table of finite state entropy coding: what each state stands for, and how the next is reached. */
export interface FseTable {
  readonly accuracyLog: number;
  readonly symbol: Uint8Array;
  readonly bits: Uint8Array;
  readonly base: Uint16Array;
}

/** A table of the probabilities of symbols, in parts of 2 ** accuracyLog; -1 is less than one. */
export function fseTable(probabilities: ArrayLike<number>, accuracyLog: number): FseTable {
  const size = 1 << accuracyLog;
  const table: FseTable = {
    accuracyLog,
    symbol: new Uint8Array(size),
    bits: new Uint8Array(size),
    base: new Uint16Array(size),
  };
  const next = new Uint16Array(probabilities.length);
  let high = size;
  for (let symbol = 0; symbol < probabilities.length; symbol++) {
    next[symbol] = Math.abs(probabilities[symbol]!);
    if (probabilities[symbol] === -1) table.symbol[--high] = symbol;
  }
  const step = (size >> 1) + (size >> 3) + 3;
  let at = 0;
  for (let symbol = 0; symbol < probabilities.length; symbol++) {
    for (let i = 0; i < probabilities[symbol]!; i++) {
      table.symbol[at] = symbol;
      do at = (at + step) & (size - 1);
      while (at >= high);
    }
  }
  for (let state = 0; state < size; state++) {
    const reached = next[table.symbol[state]!]!++;
    const bits = accuracyLog - (31 - Math.clz32(reached));
    table.bits[state] = bits;
    table.base[state] = (reached << bits) - size;
  }
  return table;
}

/** The table that always gives one symbol. */
export function constantTable(symbol: number): FseTable {
  return { accuracyLog: 0, symbol: Uint8Array.of(symbol), bits: new Uint8Array(1), base: new Uint16Array(1) };
}

/**
 * Reads the description of a table.
 * @returns the table and where its description ends
 * @throws CorruptDataError
 */
export function readFseTable(
  bytes: Uint8Array,
  start: number,
  maxAccuracyLog: number,
  maxSymbol: number,
): { table: FseTable; end: number } {
  let at = start * 8;
  const read = (count: number): number => {
    const index = at >> 3;
    at += count;
    const word = (bytes[index] ?? 0) | ((bytes[index + 1] ?? 0) << 8) | ((bytes[index + 2] ?? 0) << 16);
    return (word >> ((at - count) & 7)) & ((1 << count) - 1);
  };
  const accuracyLog = read(4) + 5;
  if (accuracyLog > maxAccuracyLog) throw new CorruptDataError("a table is too large");
  const probabilities: number[] = [];
  for (let left = 1 << accuracyLog; left > 0;) {
    // As many bits as the largest value needs; the smallest values take one less.
    const bits = 32 - Math.clz32(left + 1);
    const lowMask = (1 << (bits - 1)) - 1;
    const short = (1 << bits) - 1 - (left + 1);
    let value = read(bits);
    if ((value & lowMask) < short) {
      at--;
      value &= lowMask;
    } else if (value > lowMask) value -= short;
    const probability = value - 1;
    left -= Math.abs(probability);
    probabilities.push(probability);
    if (probability === 0) {
      let zeros = 3;
      while (zeros === 3 && probabilities.length <= maxSymbol) {
        zeros = read(2);
        for (let i = 0; i < zeros; i++) probabilities.push(0);
      }
    }
    if (left < 0 || probabilities.length > maxSymbol + 1) throw new CorruptDataError("a table is damaged");
  }
  const end = (at + 7) >> 3;
  if (end > bytes.length) throw new CorruptDataError("a table is cut off");
  return { table: fseTable(probabilities, accuracyLog), end };
}

export function nextState(table: FseTable, state: number, bits: BackwardBits): number {
  return table.base[state]! + bits.read(table.bits[state]!);
}
