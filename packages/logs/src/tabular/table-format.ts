import type { AttributeNames } from "../attribute-names.ts";
import { LF, QUOTE, SPACE, TAB } from "../bytes.ts";
import { type Captures, MESSAGE } from "../captures.ts";
import type { FormatDefinition } from "../formats/format-definition.ts";
import type { LineFormat } from "../formats/format-interface.ts";
import type { TimestampParser } from "../timestamps/timestamp-parser.ts";
import { Cells } from "./cells.ts";
import { type Columns, columnsOf } from "./columns.ts";
import { headerReader } from "./header-reader.ts";
import { RowReader } from "./row-reader.ts";
import { type TableMemory, tableMemory } from "./table-memory.ts";

export type TableDefinition = Extract<FormatDefinition, { kind: "table" }>;

/** A quote that is still open after this many lines was never one. */
const MAX_QUOTED_LINES = 1000;

interface TableTools {
  readonly timestamps: TimestampParser;
  readonly names: AttributeNames;
}

/** A format whose lines are rows of a table; their columns are named by a header, which it remembers. */
export class TableFormat implements LineFormat {
  readonly id: string;
  readonly name: string;
  readonly rank: number;
  readonly guessesService = false;
  readonly weak = false;
  readonly spansLines = false;
  readonly #carries: LineFormat["carries"];
  readonly partial = false;
  readonly innerEndsLine = false;
  readonly #definition: TableDefinition;
  readonly #names: AttributeNames;
  readonly #header: ReturnType<typeof headerReader>;
  readonly #rows: RowReader;
  readonly #cells = new Cells();
  #memory: TableMemory = { columns: [], delimiter: 0, date: "" };
  /** Those of the memory, or the ones a file without a header was last found to have. */
  #columns: Columns | undefined;
  /** For each list of columns in the definition, once it was asked for. */
  readonly #defined: Columns[] = [];
  /** Lines that the last record has been going on for: a header, or a row with an open quote. */
  #openLines = 0;
  #isInHeader = false;

  constructor(definition: TableDefinition, { timestamps, names }: TableTools) {
    this.id = this.name = definition.name;
    this.rank = definition.rank;
    this.#definition = definition;
    this.#carries = definition.unwrapsMessage === "levelless" ? "levelless" : undefined;
    this.#names = names;
    this.#header = headerReader(definition);
    this.#rows = new RowReader(definition, timestamps, names);
  }

  /** A row without a column for the message is its own message, and no line of another format. */
  get carries(): LineFormat["carries"] {
    return this.#columns?.haveMessage ? this.#carries : undefined;
  }

  memory(): TableMemory | undefined {
    return this.#memory.columns.length === 0 && this.#memory.date === "" ? undefined : this.#memory;
  }

  remember(memory: unknown): void {
    this.#memory = tableMemory.parse(memory ?? {});
    this.#columns = undefined;
    this.#openLines = 0;
    this.#isInHeader = false;
  }

  parse(bytes: Uint8Array, start: number, end: number, captures: Captures): boolean {
    const lineEnd = bytes.indexOf(LF, start);
    if (lineEnd < 0 || lineEnd >= end) return this.#parse(bytes, start, end, captures);
    // A record that has been read before, line by line, and now with all of them: it changes nothing that is known.
    const [memory, columns, openLines, isInHeader] = [this.#memory, this.#columns, this.#openLines, this.#isInHeader];
    const isTaken = this.#parse(bytes, start, end, captures);
    this.#memory = memory;
    this.#columns = columns;
    this.#openLines = openLines;
    this.#isInHeader = isInHeader;
    return isTaken;
  }

  #parse(bytes: Uint8Array, start: number, end: number, captures: Captures): boolean {
    captures.clear();
    this.#openLines = 0;
    this.#isInHeader = false;
    const decodedLength = captures.decoded.length;
    if (this.#takeHeader(bytes, start, end, captures) || this.#takeRow(bytes, start, end, captures)) return true;
    captures.decoded.length = decodedLength;
    return false;
  }

  continues(bytes: Uint8Array, start: number, end: number): boolean {
    if (this.#isInHeader) {
      const memory = this.#header.read(bytes, start, end, this.#memory);
      if (memory !== undefined) this.#learn(memory);
      return memory !== undefined;
    }
    if (this.#openLines === 0) return false;
    if (++this.#openLines > MAX_QUOTED_LINES || this.#isWholeRow(bytes, start, end)) this.#openLines = 0;
    else if (closesQuote(bytes, start, end)) {
      this.#openLines = 0;
      return true;
    }
    return this.#openLines > 0;
  }

  /** Takes a line of a header, or all of them. */
  #takeHeader(bytes: Uint8Array, start: number, end: number, captures: Captures): boolean {
    const memory = this.#header.read(bytes, start, end, this.#memory);
    if (memory === undefined) return false;
    this.#learn(memory);
    this.#isInHeader = this.#header.hasSeveralLines;
    this.#rows.readHeaderTime(memory.date, captures);
    captures.complete = true;
    captures.add(MESSAGE, start, end);
    return true;
  }

  #learn(memory: TableMemory): void {
    if (memory.columns !== this.#memory.columns) this.#columns = undefined;
    this.#memory = memory;
  }

  #takeRow(bytes: Uint8Array, start: number, end: number, captures: Captures): boolean {
    if (this.#memory.columns.length > 0) {
      if (!this.#split(bytes, start, end, this.#memory.delimiter)) return false;
      if (!this.#rows.read(bytes, this.#cells, this.#columnsKnown(this.#memory.columns), this.#memory.date, captures))
        return false;
      if (this.#cells.isOpen) this.#openLines = 1;
      if ((captures.columns() & (1 << MESSAGE)) === 0) captures.add(MESSAGE, start, end);
      return true;
    }
    return this.#definition.columns.length > 0 && this.#takeRowWithoutHeader(bytes, start, end, captures);
  }

  #takeRowWithoutHeader(bytes: Uint8Array, start: number, end: number, captures: Captures): boolean {
    if (!this.#split(bytes, start, end, 0) || this.#cells.isOpen) return false;
    const last = this.#columns;
    const fits = (columns: Columns) => this.#rows.readStrictly(bytes, this.#cells, columns, captures);
    if (last !== undefined && last.generation === this.#names.generation && fits(last)) return true;
    for (let at = 0; at < this.#definition.columns.length; at++) {
      const columns = this.#columnsDefined(at);
      if (!fits(columns)) continue;
      this.#columns = columns;
      return true;
    }
    return false;
  }

  #columnsDefined(at: number): Columns {
    const known = this.#defined[at];
    if (known !== undefined && known.generation === this.#names.generation) return known;
    return (this.#defined[at] = columnsOf(this.#definition.columns[at]!, this.#definition, this.#names));
  }

  #columnsKnown(names: readonly string[]): Columns {
    const known = this.#columns;
    if (known !== undefined && known.generation === this.#names.generation) return known;
    return (this.#columns = columnsOf(names, this.#definition, this.#names));
  }

  /** Splits a row at `delimiter`, or at the one of the definition that it has if that is 0. */
  #split(bytes: Uint8Array, start: number, end: number, delimiter: number): boolean {
    const chosen = delimiter === 0 ? this.#delimiterIn(bytes, start, end) : delimiter;
    return this.#cells.split(bytes, start, end, chosen, this.#definition.quoted);
  }

  #delimiterIn(bytes: Uint8Array, start: number, end: number): number {
    const mayBeTab = this.#definition.delimiters.includes("\t");
    if (mayBeTab && bytes.subarray(start, end).includes(TAB)) return TAB;
    return this.#definition.delimiters.find((one) => one !== "\t")?.charCodeAt(0) ?? SPACE;
  }

  /** Whether a line inside a quote is a row of its own: then the quote was a slip. */
  #isWholeRow(bytes: Uint8Array, start: number, end: number): boolean {
    if (!this.#split(bytes, start, end, this.#memory.delimiter) || this.#cells.isOpen) return false;
    return this.#rows.hasOwnTime(bytes, this.#cells, this.#columnsKnown(this.#memory.columns));
  }
}

/** Whether an odd number of quotes stands in `[start, end)`; doubled ones are text. */
function closesQuote(bytes: Uint8Array, start: number, end: number): boolean {
  let closed = false;
  for (let at = start; at < end; at++) if (bytes[at] === QUOTE) closed = !closed;
  return closed;
}
