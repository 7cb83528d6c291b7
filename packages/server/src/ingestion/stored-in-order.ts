/** Blocks that are stored, perhaps several at once, and noted in their order: when one is noted, so is all before it. */
export class StoredInOrder {
  readonly #underWay: Promise<void>[] = [];

  /** Resolves once another may be stored, of at most `atOnce` at a time. Throws what failed of this one or those before. */
  async add(atOnce: number, store: () => Promise<void>, note: () => Promise<void>): Promise<void> {
    const noted = noteAfter(this.#underWay.at(-1), store(), note);
    // Whoever waits for it hears of it.
    void noted.catch(() => undefined);
    this.#underWay.push(noted);
    while (this.#underWay.length >= atOnce) {
      await this.#underWay[0];
      void this.#underWay.shift();
    }
  }

  /** Resolves once all are noted. Throws what failed. */
  async end(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  /** Resolves once nothing is being stored any more, whatever failed. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#underWay);
  }
}

async function noteAfter(before: Promise<void> | undefined, stored: Promise<void>, note: () => Promise<void>) {
  // Both, so that nothing is being stored any more once one has failed.
  await Promise.allSettled([before, stored]);
  await before;
  await stored;
  await note();
}
