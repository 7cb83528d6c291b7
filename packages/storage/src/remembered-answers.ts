export interface RememberedAnswers<K, V> {
  /** The answer to `key`, asked for if it is not remembered. */
  of(key: K, ask: () => Promise<V>): Promise<V>;
  /** Nothing that was asked before or during a change is remembered. */
  changing<T>(change: () => Promise<T>): Promise<T>;
}

/**
 * Answers that hold until something changes: for a store that no other process changes. All go when there are `most`;
 * one that `isKept` denies holds only for those who ask before it is there.
 */
export function rememberAnswers<K, V>(
  most: number,
  isKept: (answer: V) => boolean = () => true,
): RememberedAnswers<K, V> {
  const known = new Map<K, Promise<V>>();
  let changes = 0;
  return {
    of(key, ask) {
      if (changes > 0) return ask();
      const remembered = known.get(key);
      if (remembered) return remembered;
      const answer = ask();
      if (known.size >= most) known.clear();
      known.set(key, answer);
      const forget = () => void (known.get(key) === answer && known.delete(key));
      answer.then((value) => isKept(value) || forget(), forget);
      return answer;
    },
    async changing(change) {
      changes++;
      known.clear();
      try {
        return await change();
      } finally {
        changes--;
      }
    },
  };
}
