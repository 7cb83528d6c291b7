import { isDeepStrictEqual } from "node:util";
import { type InputText, openInputText } from "../input/input-text.ts";
import type { Ahead, ParseJob } from "./parse-job.ts";

/** A file cannot be read before all of it is here, or is not to be any more. */
export class NotAheadError extends Error {}

/** The reading of a file that is still coming in: it waits at the present end until there is more, or all of it is here. */
export class AheadReading {
  readonly run: Ahead;
  readonly #job: ParseJob;
  isAdopted = false;
  isDropped = false;
  #hasGrown = false;
  #wake: (() => void) | null = null;
  /** What the text was taken for; null if it is not read. */
  readonly #text: Promise<InputText | null>;
  #tellText!: (text: InputText | null) => void;

  constructor(run: Ahead, job: ParseJob) {
    this.run = run;
    this.#job = job;
    this.#text = new Promise((resolve) => (this.#tellText = resolve));
  }

  /** The file is open, and its first bytes are read. */
  begun(text: InputText): void {
    this.#tellText(text);
  }

  /** At the present end: true once there may be more, false at the end of all. @throws NotAheadError */
  async more(): Promise<boolean> {
    for (;;) {
      this.throwIfDropped();
      if (this.#hasGrown) {
        this.#hasGrown = false;
        return true;
      }
      if (this.isAdopted) return false;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  grown(): void {
    this.#hasGrown = true;
    this.#wake?.();
  }

  /** All of it is here. */
  adopt(): void {
    this.isAdopted = true;
    this.grown();
  }

  drop(): void {
    this.isDropped = true;
    this.#tellText(null);
    this.#wake?.();
  }

  /** @throws NotAheadError */
  throwIfDropped(): void {
    if (this.isDropped) throw new NotAheadError();
  }

  /** Whether what was read is what this job, of the whole file, comes to. */
  async isBeginningOf(job: ParseJob): Promise<boolean> {
    const text = await this.#text;
    // Between the two it was renamed.
    if (text === null || !isDeepStrictEqual({ ...job, path: "" }, { ...this.#job, path: "" })) return false;
    try {
      // Its end may tell another encoding than its beginning.
      const whole = await openInputText(job.path);
      if (whole.encoding !== text.encoding || whole.isPlain !== text.isPlain) return false;
      return (await whole.findFirstYearlessTimeMs(job.referenceTimeMs)) === undefined;
    } catch {
      return false;
    }
  }
}
