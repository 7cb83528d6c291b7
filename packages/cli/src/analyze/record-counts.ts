// Counts by number, without an object or a string per record: every record passes through here.
import { maskMessage, type RecordBlock } from "@faultline/logs";
import { CommandError } from "../command-error.ts";
import { textOf } from "../parse/parsed-record.ts";

/** Records alike in shape, level and service. */
export interface RecordKind {
  readonly shape: number;
  /** LevelCode */
  readonly level: number;
  readonly service: string;
  count: number;
  /** Microseconds since 1970; NaN where none has a time. */
  firstUs: number;
  lastUs: number;
}

export interface CountedShape {
  readonly mask: string;
  /** The message that was met first. */
  readonly example: string;
}

export interface CountLimits {
  /** More are counted together as one, the last: they are not messages but data. */
  readonly shapes: number;
  /** Counts of a kind in a minute. */
  readonly cells: number;
}

/** So many cells take some 300 MB. */
const LIMITS: CountLimits = { shapes: 50_000, cells: 4_000_000 };
const OTHERS = "(other messages)";
const MAX_SERVICES = 50_000;
const MAX_EXAMPLE_BYTES = 4096;
const LEVELS = 8;
const US_PER_MINUTE = 60_000_000;

/** How many records there are of each kind, and of each kind in each minute. */
export class RecordCounts {
  readonly shapes: CountedShape[] = [];
  readonly kinds: RecordKind[] = [];
  /** By minute since 1970: by position in `kinds`, how many. */
  readonly minutes = new Map<number, Map<number, number>>();
  total = 0;
  readonly #shapes = new Map<number, Map<number, number>>();
  readonly #services = new Map<string, number>([["", 0]]);
  readonly #kinds = new Map<number, number>();
  readonly #limits: CountLimits;
  #cells = 0;

  constructor(limits = LIMITS) {
    this.#limits = limits;
  }

  /** Whether there were more different messages than are told apart. */
  get hasOthers(): boolean {
    return this.shapes.length === this.#limits.shapes;
  }

  /** @throws CommandError if they spread over more minutes than there is room for */
  add(block: RecordBlock): void {
    const text = textOf(block);
    const services = block.service.values.map((name) => this.#serviceOf(name));
    let [minute, cells] = [NaN, new Map<number, number>()];
    for (let row = 0; row < block.length; row++) {
      const kind = this.#kindOf(block, text, row, services[block.service.codes[row]!]!);
      const us = block.timestampUs[row]!;
      this.#note(this.kinds[kind]!, us);
      if (Number.isNaN(us)) continue;
      const here = Math.floor(us / US_PER_MINUTE);
      if (here !== minute) [minute, cells] = [here, this.#minute(here)];
      const before = cells.get(kind) ?? 0;
      cells.set(kind, before + 1);
      if (before === 0) this.#cells++;
    }
    this.total += block.length;
    if (this.#cells > this.#limits.cells)
      throw new CommandError(
        "There are too many different messages over too long a time; analyse less, or use a server.",
      );
  }

  #note(kind: RecordKind, us: number): void {
    kind.count++;
    if (Number.isNaN(us)) return;
    if (!(us >= kind.firstUs)) kind.firstUs = us;
    if (!(us <= kind.lastUs)) kind.lastUs = us;
  }

  #minute(minute: number): Map<number, number> {
    const known = this.minutes.get(minute);
    if (known) return known;
    const cells = new Map<number, number>();
    this.minutes.set(minute, cells);
    return cells;
  }

  #kindOf(block: RecordBlock, text: Buffer, row: number, service: number): number {
    const level = block.level[row]!;
    const shape = this.#shapeOf(block, text, row);
    const key = (service * this.#limits.shapes + shape) * LEVELS + level;
    const known = this.#kinds.get(key);
    if (known !== undefined) return known;
    const name = service === 0 ? "" : block.service.values[block.service.codes[row]!]!;
    this.#kinds.set(key, this.kinds.length);
    return this.kinds.push({ shape, level, service: name, count: 0, firstUs: NaN, lastUs: NaN }) - 1;
  }

  #shapeOf({ shapeHigh, shapeLow, messageStart, messageEnd }: RecordBlock, text: Buffer, row: number): number {
    const [high, low] = [shapeHigh[row]!, shapeLow[row]!];
    let byLow = this.#shapes.get(high);
    const known = byLow?.get(low);
    if (known !== undefined) return known;
    if (this.shapes.length >= this.#limits.shapes - 1) return this.#others();
    const message = text.toString("utf8", messageStart[row]!, messageEnd[row]!);
    const shape = this.shapes.push({ mask: maskMessage(message), example: message.slice(0, MAX_EXAMPLE_BYTES) }) - 1;
    if (byLow === undefined) this.#shapes.set(high, (byLow = new Map()));
    byLow.set(low, shape);
    return shape;
  }

  #others(): number {
    const last = this.#limits.shapes - 1;
    if (this.shapes.length === last) this.shapes.push({ mask: OTHERS, example: OTHERS });
    return last;
  }

  #serviceOf(name: string): number {
    const known = this.#services.get(name);
    if (known !== undefined) return known;
    if (this.#services.size >= MAX_SERVICES) return 0;
    this.#services.set(name, this.#services.size);
    return this.#services.size - 1;
  }
}
