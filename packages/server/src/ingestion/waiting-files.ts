/** So small that it is read while one waits for larger ones to come to their end. */
export const SMALL_FILE_BYTES = 16 * 1024 * 1024;

interface Sized {
  readonly id: number;
  readonly sizeBytes: number;
}

/** Files in line, in the order they came. */
export class WaitingFiles<T extends Sized> {
  readonly #files: T[] = [];

  get size(): number {
    return this.#files.length;
  }

  add(file: T): void {
    this.#files.push(file);
  }

  /** The first in line. */
  takeFirst(): T | undefined {
    return this.#files.shift();
  }

  /** The first in line that is small. */
  takeFirstSmall(): T | undefined {
    const at = this.#files.findIndex(({ sizeBytes }) => sizeBytes <= SMALL_FILE_BYTES);
    return at < 0 ? undefined : this.#files.splice(at, 1)[0];
  }

  /** False if it is not in line. */
  remove(fileId: number): boolean {
    const at = this.#files.findIndex(({ id }) => id === fileId);
    if (at >= 0) this.#files.splice(at, 1);
    return at >= 0;
  }
}
