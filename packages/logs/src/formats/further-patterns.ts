import type { Captures } from "../captures.ts";
import type { PatternMatcher } from "../pattern/pattern-matcher.ts";
import type { Program } from "../pattern/program.ts";

/** How the further lines of a format's records look, where they have fields of their own. */
export class FurtherPatterns {
  /** Lines that no format takes belong to the record as well. */
  readonly runsOn: boolean;
  readonly #programs: readonly Program[];
  readonly #matcher: PatternMatcher;

  constructor(programs: readonly Program[], runsOn: boolean, matcher: PatternMatcher) {
    this.#programs = programs;
    this.runsOn = runsOn;
    this.#matcher = matcher;
  }

  /** The number of the first pattern, from `from` on, that a line fits, or -1; what was found is then in `captures`. */
  read(from: number, bytes: Uint8Array, start: number, end: number, captures: Captures): number {
    for (let number = from; number < this.#programs.length; number++) {
      captures.clear();
      if (this.#matcher.match(this.#programs[number]!, bytes, start, end, captures)) return number;
    }
    return -1;
  }
}
