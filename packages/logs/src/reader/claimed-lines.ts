import type { ByteBuffer } from "../byte-buffer.ts";
import { Captures } from "../captures.ts";
import type { LineFormat } from "../formats/line-format.ts";

/** The lines after a record's first that its format claims as further ones, whatever other formats make of them. */
export class ClaimedLines {
  /** Whether the format of the last record may claim lines. */
  isPossible = false;
  /** What was found in the line claimed last, and whether anything was. */
  readonly captures: Captures;
  foundFields = false;
  #format: LineFormat | undefined;
  /** The number of the pattern that the line before fitted. */
  #stage = 0;

  constructor(decoded: ByteBuffer) {
    this.captures = new Captures(decoded);
  }

  /** Begins with a record of `format`, or of none. */
  begin(format: LineFormat | undefined): void {
    this.isPossible = format !== undefined && (format.continues !== undefined || format.further !== undefined);
    this.#format = this.isPossible ? format : undefined;
    this.#stage = 0;
  }

  claims(bytes: Uint8Array, start: number, end: number): boolean {
    const format = this.#format!;
    this.foundFields = false;
    if (format.continues?.(bytes, start, end) === true) return true;
    if (format.further === undefined) return false;
    const stage = format.further.read(this.#stage, bytes, start, end, this.captures);
    if (stage < 0) return false;
    this.#stage = stage;
    this.foundFields = true;
    return true;
  }

  /** Whether lines that no format takes belong to the record. */
  get runsOn(): boolean {
    return this.isPossible && this.#format!.further?.runsOn === true;
  }

  /** Whether a line that another format takes belongs to the record all the same: it has no time. */
  outranks(taker: LineFormat, { timestampUs }: Captures): boolean {
    return Number.isNaN(timestampUs) && taker.name !== this.#format!.name;
  }

  /** The format that reads all lines of the record again, once they are there. */
  get reader(): LineFormat | undefined {
    return this.#format?.continues === undefined ? undefined : this.#format;
  }
}
