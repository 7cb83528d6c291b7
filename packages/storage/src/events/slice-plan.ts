import type { TimePiece } from "./time-pieces.ts";

/** Minutes since 1970, `end` exclusive; null where it is open, so that what was stored meanwhile is in one slice too. */
export interface TimeSlice {
  readonly start: number | null;
  readonly end: number | null;
  readonly entries: number;
}

/**
 * Takes slices of time from one end: from the newest back, or from the oldest on.
 * `pieces` are from the oldest to the newest.
 */
export class SlicePlan {
  readonly #pieces: readonly TimePiece[];
  readonly #isBackward: boolean;
  /** Pieces `[first, end)` are not taken yet. */
  #first = 0;
  #end: number;

  constructor(pieces: readonly TimePiece[], isBackward: boolean) {
    this.#pieces = pieces;
    this.#isBackward = isBackward;
    this.#end = pieces.length;
  }

  /** Leaves out the pieces that lie wholly before, or wholly behind, a minute. */
  startAt(minute: number): void {
    if (this.#isBackward) {
      while (this.#end > 1 && this.#pieces[this.#end - 1]!.start > minute) this.#end--;
    } else {
      while (this.#first + 1 < this.#end && this.#pieces[this.#first + 1]!.start <= minute) this.#first++;
    }
  }

  get isDone(): boolean {
    return this.#first >= this.#end;
  }

  /** The next slice, of about so many entries and of one piece at least. */
  take(entries: number): TimeSlice {
    const [from, to] = [this.#first, this.#end];
    let taken = 0;
    do taken += this.#isBackward ? this.#pieces[--this.#end]!.entries : this.#pieces[this.#first++]!.entries;
    while (!this.isDone && taken + this.#nextEntries() <= entries);
    return this.#isBackward ? this.#slice(this.#end, to, taken) : this.#slice(from, this.#first, taken);
  }

  #nextEntries(): number {
    return this.#pieces[this.#isBackward ? this.#end - 1 : this.#first]!.entries;
  }

  #slice(first: number, end: number, entries: number): TimeSlice {
    return { start: first === 0 ? null : this.#pieces[first]!.start, end: this.#pieces[end]?.start ?? null, entries };
  }
}
