import type { Captures } from "../captures.ts";
import type { FurtherPatterns } from "./further-patterns.ts";

/** One way to read a line: a pattern of a format, or the whole format where it has no patterns. */
export interface LineFormat {
  /** Format name and number of the pattern in it. */
  readonly id: string;
  readonly name: string;
  readonly rank: number;
  readonly guessesService: boolean;
  readonly weak: boolean;
  /** Whether it also takes records of several lines. */
  readonly spansLines: boolean;
  /**
   * What of its lines is a line of another format: its `inner` field surely, its message perhaps, that of a line without
   * a level perhaps, or nothing.
   */
  readonly carries: "inner" | "message" | "levelless" | undefined;
  /** The inner line goes on in the next line of the same origin. */
  readonly partial: boolean;
  /** So it does where this is set and the inner text does not end with a line end. */
  readonly innerEndsLine: boolean;
  /** 1 at each byte with which a line that it takes may begin; undefined if that may be any. */
  readonly firstBytes?: Uint8Array | undefined;
  /** Whether it takes the line `[start, end)`; what was found is then in `captures`. */
  parse(bytes: Uint8Array, start: number, end: number, captures: Captures): boolean;
  /**
   * Whether the line after those of the record that it took last belongs to that record, whatever it looks like: it is
   * inside a quote, say. In the end the record is parsed again with all of its lines; what is known for the line that
   * followed it must stay then.
   */
  continues?(bytes: Uint8Array, start: number, end: number): boolean;
  /** How further lines of its records look. */
  readonly further?: FurtherPatterns | undefined;
  /** What it must know of earlier lines to read the next, as JSON; a table's columns. */
  memory?(): unknown;
  /** Goes back to what `memory` was. */
  remember?(memory: unknown): void;
}
