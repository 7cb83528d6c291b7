export interface Progress {
  readonly linesPerSecond: number;
  /** Null while the rate is zero. */
  readonly secondsLeft: number | null;
}

/** How fast files are read, for those that are being read. */
export interface ProgressMeter {
  begin(fileId: number, at: Reading): void;
  record(fileId: number, at: Reading): void;
  end(fileId: number): void;
  /** Null if the file is not being read, or nothing of it has been read yet. */
  progressOf(file: { readonly id: number; readonly sizeBytes: number }): Progress | null;
}

export interface Reading {
  readonly bytes: number;
  readonly lines: number;
}

interface Sample extends Reading {
  readonly atMs: number;
}

/** Rates are of so much of the past: long enough to be steady, short enough to follow a change. */
const WINDOW_MS = 10_000;
const MAX_SAMPLES = 64;

export function createProgressMeter(now: () => number): ProgressMeter {
  const samplesOf = new Map<number, Sample[]>();
  return {
    begin(fileId, at) {
      samplesOf.set(fileId, [{ ...at, atMs: now() }]);
    },
    record(fileId, at) {
      const samples = samplesOf.get(fileId);
      if (!samples) return;
      const atMs = now();
      samples.push({ ...at, atMs });
      while (samples.length > 2 && (samples[1]!.atMs < atMs - WINDOW_MS || samples.length > MAX_SAMPLES))
        samples.shift();
    },
    end: (fileId) => void samplesOf.delete(fileId),
    progressOf({ id, sizeBytes }) {
      const samples = samplesOf.get(id);
      const [first, last] = [samples?.[0], samples?.at(-1)];
      if (!first || !last || last === first) return null;
      // Until now and not until the last block, so that a rate falls when no block comes.
      const seconds = Math.max(now() - first.atMs, 1) / 1000;
      const bytesPerSecond = (last.bytes - first.bytes) / seconds;
      return {
        linesPerSecond: (last.lines - first.lines) / seconds,
        secondsLeft: bytesPerSecond > 0 ? Math.max(0, sizeBytes - last.bytes) / bytesPerSecond : null,
      };
    },
  };
}
