/** Leave to do something so many times, taken and given back; who finds none waits. */
export interface Leave {
  take(): Promise<void>;
  give(): void;
}

export function createLeave(count: number): Leave {
  let free = count;
  const waiting: (() => void)[] = [];
  return {
    async take() {
      if (free > 0) free--;
      else await new Promise<void>((resolve) => waiting.push(resolve));
    },
    give() {
      const next = waiting.shift();
      if (next) next();
      else free++;
    },
  };
}
