// Numbers equal byte strings without making a string per record: a hash table whose keys are spans. Four bytes at a time,
// since names of classes are long, and each record has one.
import { ByteBuffer } from "../byte-buffer.ts";
import { decodeText } from "../text.ts";

/** Gives each distinct byte string of a block a code, from 1 on; 0 is the empty one. */
export class DictionaryBuilder {
  readonly #text = new ByteBuffer(4096);
  #ends = new Uint32Array(256);
  #hashes = new Int32Array(256);
  #slots = new Int32Array(512);
  #count = 1;
  /** The bytes that were looked at last, and the same as words. */
  #source: Uint8Array = new Uint8Array(0);
  #words = new DataView(this.#source.buffer);
  #textWords = new DataView(this.#text.bytes.buffer);

  clear(): void {
    this.#text.length = 0;
    this.#slots.fill(0);
    this.#count = 1;
  }

  codeOf(bytes: Uint8Array, start: number, end: number): number {
    const length = end - start;
    if (length <= 0) return 0;
    const hash = this.#hashOf(bytes, start, end);
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (let code = this.#slots[slot]; code !== 0; code = this.#slots[slot]) {
      if (this.#hashes[code] === hash) {
        const textStart = this.#ends[code - 1];
        if (this.#ends[code] - textStart === length && this.#isEqual(textStart, start, length)) return code;
      }
      slot = (slot + 1) & mask;
    }
    return this.#insert(bytes, start, end, hash, slot);
  }

  #hashOf(bytes: Uint8Array, start: number, end: number): number {
    if (this.#source !== bytes) {
      this.#source = bytes;
      this.#words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    const words = this.#words;
    let hash = end - start;
    let at = start;
    for (; at + 4 <= end; at += 4) {
      hash = Math.imul(hash ^ words.getInt32(at), 0x01000193);
      hash ^= hash >>> 15;
    }
    for (; at < end; at++) hash = Math.imul(hash ^ bytes[at], 0x01000193);
    return hash ^ (hash >>> 15);
  }

  /** Whether the known text that begins at `known` is that of the source at `start`. */
  #isEqual(known: number, start: number, length: number): boolean {
    const ours = this.#textWords;
    const words = this.#words;
    let i = 0;
    for (; i + 4 <= length; i += 4) if (ours.getInt32(known + i) !== words.getInt32(start + i)) return false;
    for (; i < length; i++) if (ours.getUint8(known + i) !== words.getUint8(start + i)) return false;
    return true;
  }

  /** The distinct strings by code. */
  values(): string[] {
    const values = [""];
    for (let code = 1; code < this.#count; code++) {
      values.push(decodeText(this.#text.bytes, this.#ends[code - 1], this.#ends[code]));
    }
    return values;
  }

  #insert(bytes: Uint8Array, start: number, end: number, hash: number, slot: number): number {
    const code = this.#count++;
    if (code === this.#ends.length) {
      this.#ends = grown(this.#ends, new Uint32Array(code * 2));
      this.#hashes = grown(this.#hashes, new Int32Array(code * 2));
    }
    this.#text.append(bytes.subarray(start, end));
    this.#textWords = new DataView(this.#text.bytes.buffer);
    this.#ends[code] = this.#text.length;
    this.#hashes[code] = hash;
    this.#slots[slot] = code;
    if (code * 2 >= this.#slots.length) this.#rehash();
    return code;
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let code = 1; code < this.#count; code++) {
      let slot = this.#hashes[code] & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = code;
    }
    this.#slots = slots;
  }
}

function grown<T extends Uint32Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
