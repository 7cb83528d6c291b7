import { BYTE_CLASS, LETTER, SPACE } from "../bytes.ts";
import type { EncodingName } from "./encoding-name.ts";

/** Fewer bytes beyond ASCII prove nothing: they may as well be noise. */
const LEAST_BYTES = 3;
/** Of the bytes beyond ASCII, those that must be where letters stand. */
const PLAUSIBLE_SHARE = 0.9;
/** Cyrillic words are runs of bytes beyond ASCII, western ones have a letter of theirs now and then. */
const RUN_SHARE = 0.7;
/** Of all letters in Russian, о е а и н т с р в л are two thirds. */
const FREQUENT_SHARE = 0.4;

interface Alphabet {
  readonly encoding: EncodingName;
  readonly letters: Uint8Array;
  readonly frequent: Uint8Array;
}

const CYRILLIC: readonly Alphabet[] = [
  alphabet(
    "windows-1251",
    [[0xc0, 0xff]],
    [0xa8, 0xb8, 0xaf, 0xbf, 0xb2, 0xb3, 0xaa, 0xba],
    [0xee, 0xe5, 0xe0, 0xe8, 0xed, 0xf2, 0xf1, 0xf0, 0xe2, 0xeb],
  ),
  alphabet("koi8-r", [[0xc0, 0xff]], [0xa3, 0xb3], [0xcf, 0xc5, 0xc1, 0xc9, 0xce, 0xd4, 0xd3, 0xd2, 0xd7, 0xcc]),
  alphabet(
    "ibm866",
    [
      [0x80, 0xaf],
      [0xe0, 0xef],
    ],
    [0xf0, 0xf1],
    [0xae, 0xa5, 0xa0, 0xa8, 0xad, 0xe2, 0xe1, 0xe0, 0xa2, 0xab],
  ),
];

function alphabet(
  encoding: EncodingName,
  ranges: readonly (readonly [number, number])[],
  others: readonly number[],
  frequent: readonly number[],
): Alphabet {
  const letters = setOf(others);
  for (const [first, last] of ranges) letters.fill(1, first, last + 1);
  return { encoding, letters, frequent: setOf(frequent) };
}

function setOf(bytes: readonly number[]): Uint8Array {
  const set = new Uint8Array(256);
  for (const byte of bytes) set[byte] = 1;
  return set;
}

// All letters but þ and ÿ, which noise has more often than text.
const WESTERN = alphabet("windows-1252", [[0xc0, 0xfd]], [0x8a, 0x8c, 0x8e, 0x9a, 0x9c, 0x9e, 0x9f], []).letters;
WESTERN[0xd7] = WESTERN[0xf7] = 0;
/** à, è, é and ó. */
const WESTERN_WORDS = setOf([0xe0, 0xe8, 0xe9, 0xf3]);
/** Quotes, dashes, currencies, degrees and their like, which stand anywhere. */
const WESTERN_SIGNS = setOf([
  0x80, 0x82, 0x84, 0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x99, 0xa0, 0xa1, 0xa3, 0xa7, 0xa9, 0xab, 0xae,
  0xb0, 0xb1, 0xb2, 0xb3, 0xb5, 0xb7, 0xbb, 0xbf, 0xd7,
]);

/** The single-byte encoding in which the text reads as Cyrillic or western words, or null. */
export function singleByteEncoding(head: Uint8Array): EncodingName | null {
  const counts = new Float64Array(256);
  let all = 0;
  for (const byte of head) {
    if (byte < 0x80) continue;
    counts[byte]++;
    all++;
  }
  if (all < LEAST_BYTES) return null;
  return cyrillicEncoding(head, counts, all) ?? (isWestern(head, all) ? "windows-1252" : null);
}

function cyrillicEncoding(head: Uint8Array, counts: Float64Array, all: number): EncodingName | null {
  let best: EncodingName | null = null;
  let bestShare = FREQUENT_SHARE;
  for (const { encoding, letters, frequent } of CYRILLIC) {
    const lettersFound = sumOf(counts, letters);
    const share = sumOf(counts, frequent) / all;
    if (lettersFound < all * PLAUSIBLE_SHARE || share < bestShare || inRuns(head, letters) < lettersFound * RUN_SHARE)
      continue;
    best = encoding;
    bestShare = share;
  }
  return best;
}

function sumOf(counts: Float64Array, set: Uint8Array): number {
  return counts.reduce((sum, count, byte) => (set[byte] === 1 ? sum + count : sum), 0);
}

/** Letters that have another beside them. */
function inRuns(head: Uint8Array, letters: Uint8Array): number {
  let count = 0;
  for (let at = 0; at < head.length; at++) {
    if (letters[head[at]] === 1 && (letters[head[at - 1]] === 1 || letters[head[at + 1]] === 1)) count++;
  }
  return count;
}

/** Whether letters of windows-1252 stand beside those of ASCII. */
function isWestern(head: Uint8Array, all: number): boolean {
  let plausible = 0;
  let letters = 0;
  for (let at = 0; at < head.length; at++) {
    const byte = head[at];
    if (byte < 0x80) continue;
    if (WESTERN_SIGNS[byte] === 1) plausible++;
    else if (WESTERN[byte] === 1 && isPartOfWord(head, at)) {
      plausible++;
      letters++;
    }
  }
  return plausible >= all * PLAUSIBLE_SHARE && letters >= all * 0.5;
}

/** Beside a letter of ASCII, or one of the words that have a single letter, as the French à. */
function isPartOfWord(head: Uint8Array, at: number): boolean {
  const before = head[at - 1];
  const after = head[at + 1];
  return isLetter(before) || isLetter(after) || (WESTERN_WORDS[head[at]] === 1 && before === SPACE && after === SPACE);
}

function isLetter(byte: number): boolean {
  return (BYTE_CLASS[byte] & LETTER) !== 0;
}
