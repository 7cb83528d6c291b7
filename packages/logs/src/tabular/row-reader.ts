import type { AttributeNames } from "../attribute-names.ts";
import { ByteBuffer } from "../byte-buffer.ts";
import { SPACE, equalBytes } from "../bytes.ts";
import type { Captures } from "../captures.ts";
import { DerivedFields, type DerivedRules } from "../formats/derived-fields.ts";
import { FieldCollector } from "../structured/field-collector.ts";
import { encodeText } from "../text.ts";
import { parseAnyTimestamp } from "../timestamps/any-timestamp.ts";
import type { TimestampParser } from "../timestamps/timestamp-parser.ts";
import type { Cells } from "./cells.ts";
import { type Columns, haveTimestamp } from "./columns.ts";

interface RowRules extends DerivedRules {
  readonly nil: readonly string[];
  readonly utc: boolean;
}

/** Turns the cells of a row into what a line is made of. */
export class RowReader {
  readonly #fields: FieldCollector;
  readonly #derived: DerivedFields;
  readonly #times: TimestampParser;
  readonly #nil: readonly Uint8Array[];
  /** A day and a time of day, joined to be read. */
  readonly #joined = new ByteBuffer(64);

  constructor(rules: RowRules, timestamps: TimestampParser, names: AttributeNames) {
    this.#times = rules.utc ? timestamps.inUtc() : timestamps;
    this.#fields = new FieldCollector(this.#times);
    this.#derived = new DerivedFields(rules, names);
    this.#nil = rules.nil.map(encodeText);
  }

  /** Reads a row of a file whose header named the columns; false if it does not fit them. */
  read(bytes: Uint8Array, cells: Cells, columns: Columns, date: string, captures: Captures): boolean {
    const count = columns.keys.length;
    if (cells.count > count && !columns.openEnded) {
      if (!columns.lastTakesRest) return false;
      cells.end[count - 1] = cells.end[cells.count - 1];
    }
    if (cells.count < count && !cells.isOpen) return false;
    const isSplit = columns.date >= 0 || (columns.time >= 0 && date !== "");
    this.#collect(bytes, cells, columns, isSplit, captures);
    if (isSplit && Number.isNaN(captures.timestampUs)) this.#readSplitTime(bytes, cells, columns, date, captures);
    this.#derived.apply(bytes, captures);
    return true;
  }

  /** Reads a row of a file without a header: its time and the values that imply its level must be what they should. */
  readStrictly(bytes: Uint8Array, cells: Cells, columns: Columns, captures: Captures): boolean {
    const { keys, openEnded } = columns;
    if (cells.count < keys.length || (cells.count > keys.length && !openEnded)) return false;
    captures.clear();
    if (!this.read(bytes, cells, columns, "", captures)) return false;
    return captures.level !== 0 && !(haveTimestamp(columns) && Number.isNaN(captures.timestampUs));
  }

  /** Whether the row has as many cells as there are columns, and a time where it should be. */
  hasOwnTime(bytes: Uint8Array, cells: Cells, columns: Columns): boolean {
    const surplus = cells.count - columns.keys.length;
    if (surplus < 0 || (surplus > 0 && !columns.lastTakesRest)) return false;
    if (columns.date >= 0) return this.#splitTimeUs(bytes, cells, columns.date, columns.time) > 0;
    const at = columns.keys.findIndex((key) => key.role === 0);
    return at >= 0 && parseAnyTimestamp(this.#times, bytes, cells.start[at]!, cells.end[at]!);
  }

  /** Gives a header the time that it states. */
  readHeaderTime(text: string, captures: Captures): void {
    const bytes = encodeText(text);
    if (parseAnyTimestamp(this.#times, bytes, 0, bytes.length)) captures.timestampUs = this.#times.us;
  }

  /** Takes the cells, but for those of a time that is split between two columns. */
  #collect(bytes: Uint8Array, cells: Cells, { keys, date, time }: Columns, isSplit: boolean, captures: Captures): void {
    this.#fields.begin();
    const count = Math.min(cells.count, keys.length);
    for (let i = 0; i < count; i++) {
      if ((isSplit && (i === date || i === time)) || this.#isNil(bytes, cells.start[i], cells.end[i])) continue;
      if (cells.escaped[i] !== 0) cells.decode(bytes, i, captures);
      this.#fields.add(keys[i], captures, cells.start[i], cells.end[i]);
    }
    this.#fields.finish(bytes, captures);
  }

  #isNil(bytes: Uint8Array, start: number, end: number): boolean {
    for (const nil of this.#nil) {
      if (nil.length === end - start && equalBytes(bytes, start, nil, 0, nil.length)) return true;
    }
    return false;
  }

  /** Reads the time of columns for the day and the time of day, or that of day alone on the day the header gives. */
  #readSplitTime(bytes: Uint8Array, cells: Cells, columns: Columns, date: string, captures: Captures): void {
    if (Math.max(columns.date, columns.time) >= cells.count) return;
    if (columns.date >= 0) captures.timestampUs = this.#splitTimeUs(bytes, cells, columns.date, columns.time);
    else {
      this.#joined.length = 0;
      this.#joined.append(encodeText(date.slice(0, 10)));
      captures.timestampUs = this.#withTime(bytes, cells, columns.time);
    }
    captures.yearless = this.#times.yearless;
  }

  #splitTimeUs(bytes: Uint8Array, cells: Cells, date: number, time: number): number {
    this.#joined.length = 0;
    this.#joined.append(bytes.subarray(cells.start[date], cells.end[date]));
    return this.#withTime(bytes, cells, time);
  }

  #withTime(bytes: Uint8Array, cells: Cells, time: number): number {
    this.#joined.push(SPACE);
    this.#joined.append(bytes.subarray(cells.start[time], cells.end[time]));
    const { bytes: text, length } = this.#joined;
    return parseAnyTimestamp(this.#times, text, 0, length) ? this.#times.us : NaN;
  }
}
