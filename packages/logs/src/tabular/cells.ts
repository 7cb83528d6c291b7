// Splits rows of tables over bytes: cells stay where they are, only quoted ones with quotes in them are decoded.
import { QUOTE, SPACE, TAB } from "../bytes.ts";
import { type Captures, DECODED } from "../captures.ts";

/** Rows and headers with more cells are no tables. */
const MAX_CELLS = 512;

/** The cells of one row, overwritten row by row. */
export class Cells {
  count = 0;
  /** The last cell begins with a quote that the row does not close. */
  isOpen = false;
  readonly start = new Int32Array(MAX_CELLS);
  readonly end = new Int32Array(MAX_CELLS);
  /** Whether doubled quotes stand in the cell for single ones. */
  readonly escaped = new Uint8Array(MAX_CELLS);

  /** Splits the row `[start, end)`; false if it has too many cells or text after a quoted one. */
  split(bytes: Uint8Array, start: number, end: number, delimiter: number, quoted: boolean): boolean {
    this.count = 0;
    this.isOpen = false;
    let at = start;
    for (;;) {
      if (this.count === MAX_CELLS) return false;
      if (delimiter !== TAB) while (at < end && bytes[at] === SPACE) at++;
      at =
        quoted && bytes[at] === QUOTE && at < end
          ? this.#quotedCell(bytes, at + 1, end)
          : this.#cell(bytes, at, end, delimiter);
      if (at >= end) return true;
      if (bytes[at] !== delimiter) return false;
      at++;
      if (delimiter === SPACE) {
        while (at < end && bytes[at] === SPACE) at++;
        if (at === end) return true;
      }
    }
  }

  /** Adds the cell at `start`; returns the position of the delimiter after it. */
  #cell(bytes: Uint8Array, start: number, end: number, delimiter: number): number {
    let at = start;
    while (at < end && bytes[at] !== delimiter) at++;
    let cellEnd = at;
    while (cellEnd > start && bytes[cellEnd - 1] === SPACE) cellEnd--;
    this.#add(start, cellEnd, 0);
    return at;
  }

  /** Adds the cell whose first byte after its quote is at `start`; returns the position after its closing quote. */
  #quotedCell(bytes: Uint8Array, start: number, end: number): number {
    let escaped = 0;
    for (let at = start; at < end; at++) {
      if (bytes[at] !== QUOTE) continue;
      if (at + 1 < end && bytes[at + 1] === QUOTE) {
        escaped = 1;
        at++;
        continue;
      }
      this.#add(start, at, escaped);
      at++;
      while (at < end && bytes[at] === SPACE && bytes[at + 1] === SPACE) at++;
      return at;
    }
    this.isOpen = true;
    this.#add(start, end, escaped);
    return end;
  }

  #add(start: number, end: number, escaped: number): void {
    const at = this.count++;
    this.start[at] = start;
    this.end[at] = end;
    this.escaped[at] = escaped;
  }

  /** Moves the text of an escaped cell, its doubled quotes made single, to the decoded text of `captures`. */
  decode(bytes: Uint8Array, cell: number, captures: Captures): void {
    const decoded = captures.decoded;
    const decodedStart = decoded.length;
    for (let at = this.start[cell]; at < this.end[cell]; at++) {
      decoded.push(bytes[at]);
      if (bytes[at] === QUOTE) at++;
    }
    this.start[cell] = DECODED + decodedStart;
    this.end[cell] = DECODED + decoded.length;
    this.escaped[cell] = 0;
  }
}
