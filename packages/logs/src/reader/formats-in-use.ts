import type { Captures } from "../captures.ts";
import type { LineFormat } from "../formats/line-format.ts";
import type { FormatsMemory } from "./reader-memory.ts";
import { type Sample, recognise } from "./recogniser.ts";

const MAX_IN_USE = 12;
const SAMPLE_LINES = 200;
/** Lines looked at when formats are recognised again. */
const RESAMPLE_LINES = 40;
/** Lines that nothing takes ask for recognition again after 1, 2, 4 … of them, at last after this many. */
const MAX_PATIENCE = 1024;
/** After as many lines that were taken, the next stranger asks at once. */
const FORGIVING_LINES = 1024;

/**
 * The formats that a file has shown so far, and when to look for others. Garbage must not cost a recognition per line:
 * each one without need doubles the number of strangers until the next.
 */
export class FormatsInUse {
  /** The format that took the line offered last. */
  taker: LineFormat | undefined;
  readonly #all: readonly LineFormat[];
  readonly #spanning: readonly LineFormat[];
  /** Those that remember lines. */
  readonly #remembering: readonly LineFormat[];
  /** In the order in which lines are offered to them. */
  #inUse: LineFormat[] = [];
  #recognised = false;
  /** Strangers since formats were last recognised, and how many it takes to do it again. */
  #strangers = 0;
  #patience = 0;
  /** Lines taken since then. */
  #taken = 0;

  readonly #leastPatience: number;

  /** After the first time at least `leastPatience` lines that nothing takes must come before the next. */
  constructor(all: readonly LineFormat[], leastPatience = 1) {
    this.#leastPatience = leastPatience;
    this.#all = all;
    this.#remembering = all.filter((format) => format.memory !== undefined);
    this.#spanning = all.filter((format) => format.spansLines).toSorted((a, b) => b.rank - a.rank);
  }

  /** Whether one of the formats takes the line `[start, end)`; what it found is then in `captures`. */
  take(bytes: Uint8Array, start: number, end: number, captures: Captures): boolean {
    for (const format of this.#inUse) {
      if (!format.parse(bytes, start, end, captures)) continue;
      this.taker = format;
      return true;
    }
    return false;
  }

  /** The format that takes a text whole; one of several lines only those take that an object of JSON may be spread over. */
  takerOfText(
    bytes: Uint8Array,
    start: number,
    end: number,
    isOneLine: boolean,
    captures: Captures,
  ): LineFormat | undefined {
    if (isOneLine) return this.take(bytes, start, end, captures) ? this.taker : undefined;
    return this.#spanning.find((format) => format.parse(bytes, start, end, captures));
  }

  get areRecognised(): boolean {
    return this.#recognised;
  }

  /** Whether a line that was just refused is reason to look for other formats. */
  get shouldRecognise(): boolean {
    return !this.#recognised || this.#strangers >= this.#patience || this.#taken >= FORGIVING_LINES;
  }

  get sampleLines(): number {
    return this.#recognised ? RESAMPLE_LINES : SAMPLE_LINES;
  }

  /** Looks for formats of those lines of a sample that are refused. */
  recognise({ bytes, lines }: Sample, captures: Captures): void {
    const decodedLength = captures.decoded.length;
    const states = this.#remembering.map((format) => format.memory!());
    const refused = lines.filter(([start, end]) => !this.take(bytes, start, end, captures));
    captures.decoded.length = decodedLength;
    const found = recognise(this.#all, { bytes, lines: refused }, lines.length, captures);
    for (const [i, format] of this.#remembering.entries()) format.remember!(states[i]);
    const least = this.#leastPatience;
    this.#patience = this.#recognised ? Math.min(Math.max(least, this.#patience * 2), MAX_PATIENCE * least) : least - 1;
    this.#recognised = true;
    this.#strangers = 0;
    this.#taken = 0;
    if (found.length === 0) return;
    const others = this.#inUse.filter((format) => !found.includes(format));
    this.#inUse = [...found, ...others].slice(0, MAX_IN_USE).toSorted((a, b) => b.rank - a.rank);
  }

  noteTaken(): void {
    this.#taken++;
  }

  noteStranger(): void {
    this.#strangers++;
  }

  memory(): FormatsMemory {
    return {
      formats: this.#inUse.map((format) => format.id),
      recognised: this.#recognised,
      strangers: this.#strangers,
      patience: this.#patience,
      taken: this.#taken,
      states: this.#inUse.flatMap((format) => {
        const state = format.memory?.();
        return state === undefined ? [] : [[format.id, state]];
      }),
    };
  }

  remember(memory: FormatsMemory): void {
    this.#inUse = memory.formats.flatMap((id) => this.#all.find((format) => format.id === id) ?? []);
    this.#recognised = memory.recognised;
    this.#strangers = memory.strangers;
    this.#patience = memory.patience;
    this.#taken = memory.taken;
    const states = new Map(memory.states);
    for (const format of this.#inUse) format.remember?.(states.get(format.id));
  }
}
