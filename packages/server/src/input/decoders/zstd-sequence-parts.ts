import { type FseTable, fseTable } from "./fse-table.ts";

/** One of the three numbers of a sequence (RFC 8878, 3.1.1.3.2.1): its codes, each a base and bits to be added. */
export interface SequencePart {
  readonly base: readonly number[];
  readonly bits: readonly number[];
  readonly maxSymbol: number;
  readonly maxAccuracyLog: number;
  /** The table that is used where a block has none. */
  readonly usual: FseTable;
}

/** Codes that stand for themselves plus `first`, then those with bits to be added, each beginning where the last ends. */
function part(
  first: number,
  plain: number,
  bits: readonly number[],
  accuracyLogs: readonly [number, number],
  usual: readonly number[],
): SequencePart {
  const allBits = [...Array.from({ length: plain }, () => 0), ...bits];
  let next = first;
  const base = allBits.map((count) => {
    const value = next;
    next += 2 ** count;
    return value;
  });
  const [usualLog, maxAccuracyLog] = accuracyLogs;
  return { base, bits: allBits, maxSymbol: base.length - 1, maxAccuracyLog, usual: fseTable(usual, usualLog) };
}

/** How many literals come first. */
export const LENGTHS = part(
  0,
  16,
  [1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16],
  [6, 9],
  [4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1, -1, -1, -1, -1],
);

/** How many bytes are repeated. */
export const MATCHES = part(
  3,
  32,
  [1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16],
  [6, 9],
  [
    1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1,
  ],
);

/** From how far back; a code is how many bits follow. */
export const OFFSETS: SequencePart = {
  base: [],
  bits: [],
  maxSymbol: 31,
  maxAccuracyLog: 8,
  usual: fseTable([1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1], 5),
};
