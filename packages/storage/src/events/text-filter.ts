/**
 * What texts there are in some thousand records, in a few kilobytes: two Bloom filters (Bloom 1970) with one hash each, of
 * the runs of bytes that begin at even places. Where three letters stand, these are a run; elsewhere five bytes are, so
 * that ids, whose digits come in all orders, are told apart, and their many runs do not hide the few of words. Whoever
 * looks for a text learns from it where that text cannot be. Loops over words of memory, without a call per byte: every
 * stored byte passes through here.
 */
import type { RecordBlock } from "@faultline/logs";

/** The filter of the records `[row, row + rows)` of a block. */
export interface TextFilter {
  readonly row: number;
  readonly rows: number;
  /** That of five bytes, and behind it that of three letters: {@link TEXT_FILTER_BYTES} of each, or both folded as often. */
  readonly bits: Uint8Array;
}

/** Powers of two. A bit is taken modulo the length of its filter, which may be folded to half of it time and again. */
const TEXT_FILTER_BYTES = { five: 1 << 14, three: 1 << 11 } as const;
const FIVE_BITS = TEXT_FILTER_BYTES.five * 8;
const MOST_FOLDS = 8;
/** Of the filter of five bytes: the next record begins another one. By chance, a text of sixteen bytes is found in 1 %. */
const FULL = 0.36;
/** Of the filter of three letters: beyond it, it is not folded. */
const FULL_OF_THREES = 0.1;
/** Of a short text, or of an end of a long one. */
const COPIED_BYTES = 36;
/** Bytes of records between two looks at how full the filter is. */
const STRIDE = 1 << 15;

/** Letters in one case, and all other bytes to what is as good for a hash. What is looked for is folded so, too. */
const FOLDED = 0x20202020;
/** What of three bytes, the lowest of a word, are letters (or of those few signs that share this bit with them). */
const LETTERS = 0x404040;

/** The bit of the run that begins with these bytes, lowest first, those of the second filter counted behind the first. */
function bitOf(four: number, fifth: number): number {
  // Without a branch, since no processor would foresee it: all bits are set, or none.
  const missing = (four & LETTERS) ^ LETTERS;
  const isFive = (missing | -missing) >> 31;
  const last = fifth & isFive;
  const hash = Math.imul((four & (isFive | 0xffffff)) ^ (last << 9) ^ (last << 22), 0x85ebca6b);
  return ((hash >>> 15) & isFive) | ((FIVE_BITS + (hash >>> 18)) & ~isFive);
}

/** One after the other for all records of a block. Pure. */
export function textFiltersOf(block: RecordBlock): TextFilter[] {
  const filters: TextFilter[] = [];
  const writer = new TextFilterWriter(block.bytes);
  let first = 0;
  for (let row = 0; row < block.length;) {
    const end = rowsWithin(block, row, STRIDE);
    writer.add(block.rawStart[row]!, block.rawStart[end]!);
    addDecoded(writer, block, row, end);
    row = end;
    if (row < block.length && !writer.isFull) continue;
    filters.push({ row: first, rows: row - first, bits: writer.finish() });
    first = row;
  }
  return filters;
}

/** Behind the last of the records from `row` on that have so many bytes together, and of one at least. */
function rowsWithin({ rawStart, length }: RecordBlock, row: number, bytes: number): number {
  const limit = rawStart[row]! + bytes;
  let end = row + 1;
  while (end < length && rawStart[end + 1]! <= limit) end++;
  return end;
}

/** What is looked for in records and stands nowhere in their raw text as such. */
function addDecoded(writer: TextFilterWriter, block: RecordBlock, row: number, end: number): void {
  const [rawStart, rawEnd] = [block.rawStart[row]!, block.rawStart[end]!];
  const addSpans = (starts: Uint32Array, ends: Uint32Array, from: number, to: number) => {
    for (let i = from; i < to; i++) {
      if (starts[i]! < rawStart || ends[i]! > rawEnd) writer.add(starts[i]!, ends[i]!);
    }
  };
  addSpans(block.messageStart, block.messageEnd, row, end);
  addSpans(block.traceIdStart, block.traceIdEnd, row, end);
  addSpans(block.attributeStart, block.attributeEnd, block.attributeOffset[row]!, block.attributeOffset[end]!);
}

class TextFilterWriter {
  readonly #bytes: Uint8Array;
  readonly #words: Int32Array;
  readonly #copy = new Uint8Array(COPIED_BYTES);
  readonly #wordsOfCopy = new Int32Array(this.#copy.buffer);
  readonly #bits = new Int32Array((TEXT_FILTER_BYTES.five + TEXT_FILTER_BYTES.three) / 4);

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
    this.#words = new Int32Array(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.byteLength >>> 2);
  }

  /** The runs within `[start, end)`. Nothing of what stands around it in memory, which may be another text another time. */
  add(start: number, end: number): void {
    if (end - start < 3) return;
    // Words are read with the one behind each.
    const [first, last] = [(start + 3) >>> 2, (end >>> 2) - 1];
    if (last - first < 4) return this.#addCopy(start, end);
    this.#addWords(this.#words, first, last);
    this.#addCopy(start, (first + 2) << 2);
    this.#addCopy(last << 2, end);
  }

  /** Of some bytes, what is even staying so. */
  #addCopy(start: number, end: number): void {
    this.#copy.fill(0).set(this.#bytes.subarray(start, end), start & 1);
    this.#addWords(this.#wordsOfCopy, 0, this.#wordsOfCopy.length - 1);
  }

  #addWords(words: Int32Array, start: number, end: number): void {
    const bits = this.#bits;
    let word = words[start]! | FOLDED;
    for (let i = start; i < end; i++) {
      const next = words[i + 1]! | FOLDED;
      const first = bitOf(word, next & 0xff);
      bits[first >>> 5]! |= 1 << first;
      const second = bitOf((word >>> 16) | (next << 16), (next >>> 16) & 0xff);
      bits[second >>> 5]! |= 1 << second;
      word = next;
    }
  }

  /** By an eighth of the bits: the hash spreads them evenly. */
  get isFull(): boolean {
    return densityOf(this.#bits.subarray(0, FIVE_BITS / 256)) > FULL;
  }

  /** Both filters, folded as often as they are not full then; the writer begins anew. */
  finish(): Uint8Array {
    let fives = this.#bits.slice(0, FIVE_BITS / 32);
    let threes = this.#bits.slice(FIVE_BITS / 32);
    for (let folds = 0; folds < MOST_FOLDS; folds++) {
      const folded = [foldedOnce(fives), foldedOnce(threes)] as const;
      if (densityOf(folded[0]) > FULL || densityOf(folded[1]) > FULL_OF_THREES) break;
      [fives, threes] = folded;
    }
    this.#bits.fill(0);
    return Buffer.concat([new Uint8Array(fives.buffer), new Uint8Array(threes.buffer)]);
  }
}

function foldedOnce(bits: Int32Array): Int32Array<ArrayBuffer> {
  const half = bits.slice(0, bits.length / 2);
  for (let i = 0; i < half.length; i++) half[i]! |= bits[half.length + i]!;
  return half;
}

function densityOf(words: Int32Array): number {
  let set = 0;
  for (const word of words) set += bitsOf(word);
  return set / (words.length * 32);
}

/** Warren, Hacker's Delight, figure 5-2. */
function bitsOf(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Bits of the two filters. */
export interface TextBits {
  readonly fives: readonly number[];
  readonly threes: readonly number[];
}

const MOST_BITS = 8;

/**
 * The bits that are set wherever a text of ASCII characters is: all of the first, if the text begins at an even place, or
 * all of the second.
 */
export function bitsOfText(searched: string): readonly [TextBits, TextBits] {
  const bytes = Array.from(searched, (character) => character.charCodeAt(0) | 0x20);
  const runsFrom = (start: number): TextBits => {
    const bits: number[] = [];
    for (let i = start; i + 3 <= bytes.length; i += 2) {
      const [first, second, third, fourth, fifth] = bytes.slice(i, i + 5) as [number, number, number, number?, number?];
      const bit = bitOf(first | (second << 8) | (third << 16) | ((fourth ?? 0) << 24), fifth ?? 0);
      if (bit >= FIVE_BITS || fifth !== undefined) bits.push(bit);
    }
    const known = spread(bits);
    return {
      fives: known.filter((bit) => bit < FIVE_BITS),
      threes: known.filter((bit) => bit >= FIVE_BITS).map((bit) => bit - FIVE_BITS),
    };
  };
  return [runsFrom(0), runsFrom(1)];
}

/** Whether filters may tell that the text is not there: it has runs wherever it begins. */
export function isKnownText(searched: string): boolean {
  return bitsOfText(searched).every(({ fives, threes }) => fives.length + threes.length > 0);
}

/** So many of them at most, from all of the text: to ask for more would take longer than it spares. */
function spread(bits: readonly number[]): number[] {
  const step = Math.max(1, bits.length / MOST_BITS);
  return Array.from({ length: Math.min(bits.length, MOST_BITS) }, (_, i) => bits[Math.floor(i * step)]!);
}
