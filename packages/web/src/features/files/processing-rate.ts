import type { LogFile } from "@faultline/contract";

/** Where the reading of a file stood at a moment. */
export interface Reading {
  readonly atMs: number;
  readonly bytes: number;
  readonly lines: number;
}

export interface Rate {
  readonly bytesPerSecond: number;
  readonly linesPerSecond: number;
}

/** How much the newest measurement counts, so that the figure moves and does not jump. */
const NEWEST_SHARE = 0.4;

export function readingOf(file: LogFile, atMs: number): Reading {
  return { atMs, bytes: file.processed_bytes, lines: file.total_lines };
}

/** The rate between two readings, smoothed with the one before; unchanged where no time has passed. */
export function rateBetween(before: Reading, now: Reading, previous: Rate | null): Rate | null {
  const seconds = (now.atMs - before.atMs) / 1000;
  if (seconds <= 0) return previous;
  const measured = {
    bytesPerSecond: (now.bytes - before.bytes) / seconds,
    linesPerSecond: (now.lines - before.lines) / seconds,
  };
  if (!previous) return measured;
  const mix = (one: number, other: number) => NEWEST_SHARE * one + (1 - NEWEST_SHARE) * other;
  return {
    bytesPerSecond: mix(measured.bytesPerSecond, previous.bytesPerSecond),
    linesPerSecond: mix(measured.linesPerSecond, previous.linesPerSecond),
  };
}

/** Milliseconds until the rest of the file is read at that rate; null where that cannot be said. */
export function remainingMs(file: LogFile, rate: Rate | null): number | null {
  if (!rate || rate.bytesPerSecond <= 0 || file.size_bytes <= 0) return null;
  return (Math.max(0, file.size_bytes - file.processed_bytes) / rate.bytesPerSecond) * 1000;
}

/** 0–1; null where the size is not known. */
export function shareRead(file: LogFile): number | null {
  return file.size_bytes > 0 ? Math.min(1, file.processed_bytes / file.size_bytes) : null;
}
