/** Does what is asked under the same key one after another. */
export interface Turns<Key> {
  take<T>(key: Key, act: () => Promise<T>): Promise<T>;
}

export function createTurns<Key>(): Turns<Key> {
  const last = new Map<Key, Promise<unknown>>();
  return {
    async take(key, act) {
      const before = last.get(key);
      const mine = (async () => {
        await before?.catch(() => undefined);
        return act();
      })();
      last.set(key, mine);
      try {
        return await mine;
      } finally {
        if (last.get(key) === mine) last.delete(key);
      }
    },
  };
}
