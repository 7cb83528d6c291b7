import { CorruptDataError, UnreadableInputError } from "./input-errors.ts";

export interface UnpackingLimits {
  readonly maxMembers: number;
  /** Of everything that is decompressed, together. */
  readonly maxBytes: number;
}

/** More than may be unpacked: what ends the whole of it. */
class TooMuchError extends UnreadableInputError {}

const PROBLEMS_TOLD = 3;

/** What was unpacked of one upload so far, and what of it could not be read. */
export class Unpacking {
  readonly #limits: UnpackingLimits;
  readonly #paths = new Set<string>();
  /** By error, since one may show in several places. */
  readonly #problems = new Map<unknown, string>();
  #bytes = 0;
  /** Whoever reads a member may take it for a fault of that member alone. */
  #tooMuch: TooMuchError | null = null;

  constructor(limits: UnpackingLimits) {
    this.#limits = limits;
  }

  /** Returns the path, made different from those before. @throws UnreadableInputError for one member too many */
  addMember(path: string): string {
    const { maxMembers } = this.#limits;
    if (this.#paths.size >= maxMembers)
      throw this.#end(`It has more than ${maxMembers} files, the most that are unpacked.`);
    let unique = path;
    for (let number = 2; this.#paths.has(unique); number++) unique = `${path} (${number})`;
    this.#paths.add(unique);
    return unique;
  }

  async *counted(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const { maxBytes } = this.#limits;
    for await (const chunk of bytes) {
      this.#bytes += chunk.length;
      if (this.#bytes > maxBytes)
        throw this.#end(`Unpacked it has more than ${maxBytes} bytes, the most that is read.`);
      yield chunk;
    }
  }

  /** Keeps what is wrong in one place, so that the others can be read. Throws what ends everything. */
  note(path: string, error: unknown): void {
    this.checkEnd();
    if (!(error instanceof CorruptDataError || error instanceof UnreadableInputError)) throw error;
    if (!this.#problems.has(error))
      this.#problems.set(error, path === "" ? error.message : `${path}: ${error.message}`);
  }

  /** @throws UnreadableInputError if there was more than may be unpacked */
  checkEnd(): void {
    if (this.#tooMuch !== null) throw this.#tooMuch;
  }

  /** @throws UnreadableInputError if anything could not be read */
  finish(): void {
    this.checkEnd();
    const problems = [...this.#problems.values()];
    if (problems.length === 0) return;
    const rest = problems.length - PROBLEMS_TOLD;
    const told = problems.slice(0, PROBLEMS_TOLD).join("; ") + (rest > 0 ? `; and ${rest} more` : "");
    throw new UnreadableInputError(`Not all of the archive could be read. ${told}`);
  }

  #end(reason: string): TooMuchError {
    return (this.#tooMuch ??= new TooMuchError(reason));
  }
}
