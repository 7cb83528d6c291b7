import { skipBlanks, startsWith } from "../bytes.ts";
import type { Captures } from "../captures.ts";
import { findLiteral } from "../pattern/spans.ts";
import { encodeText } from "../text.ts";
import type { LineFormat } from "./format-interface.ts";

const LINE_END = encodeText("\n");

/** A format whose records go on to the line that holds a certain text, and are read as a whole then. */
export class SpanningFormat implements LineFormat {
  readonly id: string;
  readonly name: string;
  readonly rank: number;
  readonly guessesService: boolean;
  readonly weak: boolean;
  readonly spansLines = false;
  readonly carries: LineFormat["carries"];
  readonly partial: boolean;
  readonly innerEndsLine: boolean;
  readonly firstBytes: LineFormat["firstBytes"];
  readonly #format: LineFormat;
  readonly #first: Uint8Array;
  readonly #last: Uint8Array;
  /** The record taken last has not come to its end. */
  #isOpen = false;

  /** Records of `format` begin with the text `first` and end with the line that holds `last`. */
  constructor(format: LineFormat, first: string, last: string) {
    this.id = format.id;
    this.name = format.name;
    this.rank = format.rank;
    this.guessesService = format.guessesService;
    this.weak = format.weak;
    this.carries = format.carries;
    this.partial = format.partial;
    this.innerEndsLine = format.innerEndsLine;
    this.firstBytes = format.firstBytes;
    this.#format = format;
    this.#first = encodeText(first);
    this.#last = encodeText(last);
  }

  parse(bytes: Uint8Array, start: number, end: number, captures: Captures): boolean {
    if (!this.#format.parse(bytes, start, end, captures)) return false;
    // A record is read again with all of its lines when the line after it has been seen already.
    const isOneLine = findLiteral(bytes, start, end, LINE_END) < 0;
    if (isOneLine) this.#isOpen = findLiteral(bytes, start, end, this.#last) < 0;
    return true;
  }

  continues(bytes: Uint8Array, start: number, end: number): boolean {
    // A record that was cut off does not swallow the next one.
    if (!this.#isOpen || startsWith(bytes, skipBlanks(bytes, start, end), end, this.#first)) return false;
    this.#isOpen = findLiteral(bytes, start, end, this.#last) < 0;
    return true;
  }
}
