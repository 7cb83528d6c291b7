import { BYTE_CLASS, LETTER, NAME, equalBytes } from "../bytes.ts";

const LESS = 60;
const GREATER = 62;
const SLASH = 47;
const QUESTION = 63;
/** An element that is not closed after as many lines never was one. */
const MAX_LINES = 1000;

/** The element of XML with which a record begins, while its lines have not closed it. */
export class OpenElement {
  #name: Uint8Array | undefined;
  #lines = 0;

  get isOpen(): boolean {
    return this.#name !== undefined;
  }

  /** Begins with a record whose first line is `[start, end)`. */
  begin(bytes: Uint8Array, start: number, end: number): void {
    this.#name = undefined;
    if (bytes[start] !== LESS || (BYTE_CLASS[bytes[start + 1]] & LETTER) === 0) return;
    let nameEnd = start + 1;
    while (nameEnd < end && (BYTE_CLASS[bytes[nameEnd]] & NAME) !== 0 && bytes[nameEnd] !== SLASH) nameEnd++;
    const isEmptyElement = bytes[end - 1] === GREATER && (bytes[end - 2] === SLASH || bytes[end - 2] === QUESTION);
    if (isEmptyElement) return;
    this.#name = bytes.slice(start + 1, nameEnd);
    this.#lines = 0;
    if (this.#closesIn(bytes, start, end)) this.#name = undefined;
  }

  end(): void {
    this.#name = undefined;
  }

  /** Whether a further line is inside the element, or its end. */
  takes(bytes: Uint8Array, start: number, end: number): boolean {
    if (this.#closesIn(bytes, start, end)) {
      this.#name = undefined;
      return true;
    }
    if (++this.#lines > MAX_LINES) this.#name = undefined;
    return this.#name !== undefined;
  }

  #closesIn(bytes: Uint8Array, start: number, end: number): boolean {
    const name = this.#name!;
    for (let at = start; at + name.length + 3 <= end; at++) {
      if (bytes[at] !== LESS || bytes[at + 1] !== SLASH) continue;
      const after = at + 2 + name.length;
      if (equalBytes(bytes, at + 2, name, 0, name.length) && bytes[after] === GREATER) return true;
    }
    return false;
  }
}
