// LZMA as Igor Pavlov's specification has it, in plain loops over typed arrays. Each bit is decoded by its probability.
import { CorruptDataError } from "../input-errors.ts";
import { HistoryWindow } from "./history-window.ts";
import { RangeDecoder } from "./range-decoder.ts";

const STATES = 12;
const POSITION_STATES = 16;

// Where the probabilities of each decision begin.
const IS_MATCH = 0;
const IS_REPEAT = IS_MATCH + STATES * POSITION_STATES;
const IS_REPEAT_0 = IS_REPEAT + STATES;
const IS_REPEAT_1 = IS_REPEAT_0 + STATES;
const IS_REPEAT_2 = IS_REPEAT_1 + STATES;
const IS_LONG_REPEAT_0 = IS_REPEAT_2 + STATES;
const SLOT = IS_LONG_REPEAT_0 + STATES * POSITION_STATES;
const SPECIAL = SLOT + 4 * 64;
const ALIGN = SPECIAL + 115;
const MATCH_LENGTH = ALIGN + 16;
const LENGTH_PROBABILITIES = 2 + POSITION_STATES * 16 + 256;
const REPEAT_LENGTH = MATCH_LENGTH + LENGTH_PROBABILITIES;
const LITERAL = REPEAT_LENGTH + LENGTH_PROBABILITIES;
const LITERAL_PROBABILITIES = 0x300;
const MAX_LITERAL_CONTEXTS = 16;

const MIN_MATCH = 2;
const FIRST_MATCH_STATE = 7;

/** Decodes chunk after chunk over one dictionary. What it returns is valid until the next chunk. */
export class LzmaDecoder {
  readonly #range = new RangeDecoder(LITERAL + MAX_LITERAL_CONTEXTS * LITERAL_PROBABILITIES);
  readonly #dictionaryBytes: number;
  readonly #history: HistoryWindow;
  // What the history says, while a chunk is decoded.
  #window: Uint8Array;
  #at = 0;
  #dropped = 0;
  #state = 0;
  /** The last four distances. */
  #near0 = 0;
  #near1 = 0;
  #near2 = 0;
  #near3 = 0;
  #literalContextBits = 0;
  #literalPositionMask = 0;
  #positionMask = 0;

  constructor(dictionaryBytes: number) {
    this.#dictionaryBytes = dictionaryBytes;
    this.#history = new HistoryWindow(dictionaryBytes);
    this.#window = this.#history.bytes;
  }

  resetDictionary(): void {
    this.#history.reset();
  }

  /** @throws CorruptDataError */
  setProperties(byte: number): void {
    const literalContextBits = byte % 9;
    const literalPositionBits = Math.floor(byte / 9) % 5;
    const positionBits = Math.floor(byte / 45);
    if (positionBits > 4 || literalContextBits + literalPositionBits > 4)
      throw new CorruptDataError("a chunk has impossible properties");
    this.#literalContextBits = literalContextBits;
    this.#literalPositionMask = (1 << literalPositionBits) - 1;
    this.#positionMask = (1 << positionBits) - 1;
  }

  resetState(): void {
    this.#state = 0;
    this.#near0 = this.#near1 = this.#near2 = this.#near3 = 0;
    this.#range.resetProbabilities();
  }

  /** Takes plain bytes into the dictionary. */
  copy(bytes: Uint8Array): Uint8Array {
    const history = this.#history;
    history.makeRoom(bytes.length);
    history.bytes.set(bytes, history.at);
    history.at += bytes.length;
    return history.bytes.subarray(history.at - bytes.length, history.at);
  }

  /** @throws CorruptDataError */
  decode(compressed: Uint8Array, size: number): Uint8Array {
    const history = this.#history;
    history.makeRoom(size);
    this.#window = history.bytes;
    this.#dropped = history.dropped;
    this.#at = history.at;
    const range = this.#range;
    const start = this.#at;
    const end = start + size;
    range.begin(compressed);
    while (this.#at < end) {
      const positionState = (this.#dropped + this.#at) & this.#positionMask;
      if (range.bit(IS_MATCH + this.#state * POSITION_STATES + positionState) === 0) this.#decodeLiteral();
      else if (range.bit(IS_REPEAT + this.#state) === 0) this.#decodeMatch(positionState, end);
      else this.#decodeRepeat(positionState, end);
    }
    if (!range.isFinished) throw new CorruptDataError("a chunk does not end where it should");
    history.at = end;
    return this.#window.subarray(start, end);
  }

  #decodeLiteral(): void {
    const range = this.#range;
    const window = this.#window;
    const position = this.#dropped + this.#at;
    const previous = this.#at === 0 ? 0 : window[this.#at - 1]!;
    const context =
      ((position & this.#literalPositionMask) << this.#literalContextBits) +
      (previous >> (8 - this.#literalContextBits));
    const base = LITERAL + context * LITERAL_PROBABILITIES;
    let symbol = 1;
    if (this.#state >= FIRST_MATCH_STATE) {
      // After a match the byte that it would go on with is a hint, as long as it holds.
      let expected = window[this.#at - this.#near0 - 1]!;
      while (symbol < 0x100) {
        const expectedBit = (expected >> 7) & 1;
        expected <<= 1;
        const bit = range.bit(base + ((1 + expectedBit) << 8) + symbol);
        symbol = (symbol << 1) | bit;
        if (bit !== expectedBit) break;
      }
    }
    while (symbol < 0x100) symbol = (symbol << 1) | range.bit(base + symbol);
    window[this.#at++] = symbol;
    const state = this.#state;
    this.#state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
  }

  #decodeMatch(positionState: number, end: number): void {
    const length = this.#decodeLength(MATCH_LENGTH, positionState);
    this.#near3 = this.#near2;
    this.#near2 = this.#near1;
    this.#near1 = this.#near0;
    this.#near0 = this.#decodeDistance(Math.min(length - MIN_MATCH, 3));
    this.#state = this.#state < FIRST_MATCH_STATE ? 7 : 10;
    this.#repeat(length, end);
  }

  #decodeRepeat(positionState: number, end: number): void {
    const range = this.#range;
    const state = this.#state;
    if (range.bit(IS_REPEAT_0 + state) === 0) {
      if (range.bit(IS_LONG_REPEAT_0 + state * POSITION_STATES + positionState) === 0) {
        this.#state = state < FIRST_MATCH_STATE ? 9 : 11;
        return this.#repeat(1, end);
      }
    } else {
      let distance = this.#near1;
      if (range.bit(IS_REPEAT_1 + state) === 1) {
        distance = this.#near2;
        if (range.bit(IS_REPEAT_2 + state) === 1) {
          distance = this.#near3;
          this.#near3 = this.#near2;
        }
        this.#near2 = this.#near1;
      }
      this.#near1 = this.#near0;
      this.#near0 = distance;
    }
    const length = this.#decodeLength(REPEAT_LENGTH, positionState);
    this.#state = state < FIRST_MATCH_STATE ? 8 : 11;
    this.#repeat(length, end);
  }

  #decodeLength(base: number, positionState: number): number {
    const range = this.#range;
    const low = base + 2 + positionState * 8;
    if (range.bit(base) === 0) return MIN_MATCH + range.tree(low, 3);
    const middle = low + POSITION_STATES * 8;
    if (range.bit(base + 1) === 0) return MIN_MATCH + 8 + range.tree(middle, 3);
    return MIN_MATCH + 16 + range.tree(base + 2 + POSITION_STATES * 16, 8);
  }

  #decodeDistance(lengthState: number): number {
    const range = this.#range;
    const slot = range.tree(SLOT + lengthState * 64, 6);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const high = ((2 | (slot & 1)) << bits) >>> 0;
    if (slot < 14) return high + range.reverseTree(SPECIAL + high - slot, bits);
    return high + range.directBits(bits - 4) * 16 + range.reverseTree(ALIGN, 4);
  }

  #repeat(length: number, end: number): void {
    const window = this.#window;
    const distance = this.#near0 + 1;
    let from = this.#at - distance;
    if (from < 0 || distance > this.#dictionaryBytes || this.#at + length > end)
      throw new CorruptDataError("a repetition points outside of the text");
    for (let i = 0; i < length; i++) window[this.#at++] = window[from++]!;
  }
}
