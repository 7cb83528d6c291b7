import { isDeepStrictEqual } from "node:util";
import { type InputText, openInputText } from "../input/input-text.ts";
import type { AheadBlocks } from "./ahead-blocks.ts";
import type { ParseJob } from "./parse-job.ts";

/** A file cannot be read before all of it is here, or is not to be any more. */
export class NotAheadError extends Error {}

/** What the beginning of a file was taken for. */
interface Assumed {
  readonly text: InputText;
  readonly firstYearlessTimeMs: number | undefined;
}

/**
 * By how much the reference time of a file that is all here may be later than the one it was read ahead with: that of an
 * upload is its end. Times that it bounds have a day's grace, of which the zones of the world take fourteen hours.
 */
const MAX_LATER_MS = 6 * 60 * 60 * 1000;

/** The reading of a file that is still coming in: it waits at the present end until there is more, or all of it is here. */
export class AheadReading {
  readonly blocks: AheadBlocks;
  readonly #job: ParseJob;
  isAdopted = false;
  isDropped = false;
  #hasGrown = false;
  #wake: (() => void) | null = null;
  #assumed: Assumed | null = null;

  constructor(blocks: AheadBlocks, job: ParseJob) {
    this.blocks = blocks;
    this.#job = job;
  }

  /** The first of its text is read. */
  begun(assumed: Assumed): void {
    this.#assumed = assumed;
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
    this.#wake?.();
  }

  /** @throws NotAheadError */
  throwIfDropped(): void {
    if (this.isDropped) throw new NotAheadError();
  }

  /** Whether what was read is what this job, of the whole file, comes to. Where nothing was read yet, it is not. */
  async isBeginningOf(job: ParseJob): Promise<boolean> {
    const assumed = this.#assumed;
    if (assumed === null || !this.#isSameJob(job)) return false;
    try {
      // Its end may tell another encoding, or another year, than its beginning.
      const text = await openInputText(job.path);
      if (text.encoding !== assumed.text.encoding || text.isPlain !== assumed.text.isPlain) return false;
      return (await text.findFirstYearlessTimeMs(job.referenceTimeMs)) === assumed.firstYearlessTimeMs;
    } catch {
      return false;
    }
  }

  /** Between the two it was renamed, and given its time. */
  #isSameJob(job: ParseJob): boolean {
    const laterMs = job.referenceTimeMs - this.#job.referenceTimeMs;
    if (laterMs < 0 || laterMs > MAX_LATER_MS) return false;
    const { path, referenceTimeMs } = job;
    return isDeepStrictEqual({ ...this.#job, path, referenceTimeMs }, job);
  }
}
