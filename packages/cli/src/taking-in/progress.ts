import { formatBytes, formatCount, formatCountOf, formatSeconds } from "../quantities.ts";
import type { FileState } from "./log-destination.ts";

/** The rate is that of the last while: of the whole time, a pause would be seen for long. */
const RATE_WINDOW_MS = 3000;

/** How far the taking in of several files is, in one line. */
export interface Progress {
  sent(path: string, bytes: number): void;
  /** The bytes of a file that will not be read count as read. */
  skipped(path: string): void;
  changed(path: string, file: FileState): void;
  describe(): string;
  /** What it came to. */
  conclude(): string;
}

interface Share {
  readonly sizeBytes: number;
  sentBytes: number;
  /** 0–1 */
  read: number;
  /** By file, members of the archive included. */
  readonly lines: Map<number, number>;
}

export function createProgress(
  files: readonly { readonly path: string; readonly sizeBytes: number }[],
  now: () => number = () => performance.now(),
): Progress {
  const startedAt = now();
  const totalBytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const shares = new Map<string, Share>(
    files.map(({ path, sizeBytes }) => [path, { sizeBytes, sentBytes: 0, read: 0, lines: new Map<number, number>() }]),
  );
  const readings: { readonly atMs: number; readonly bytes: number; readonly lines: number }[] = [];

  const sum = (amount: (share: Share) => number) =>
    [...shares.values()].reduce((total, each) => total + amount(each), 0);
  const readBytes = () => sum(({ sizeBytes, read }) => sizeBytes * read);
  const lines = () => sum((share) => [...share.lines.values()].reduce((total, each) => total + each, 0));

  /** Per second, of the last while. */
  function rates(): { bytes: number; lines: number } {
    const newest = { atMs: now(), bytes: readBytes(), lines: lines() };
    readings.push(newest);
    while (readings.length > 2 && readings[1]!.atMs < newest.atMs - RATE_WINDOW_MS) readings.shift();
    const oldest = readings[0]!;
    const seconds = (newest.atMs - oldest.atMs) / 1000;
    if (seconds <= 0) return { bytes: 0, lines: 0 };
    return { bytes: (newest.bytes - oldest.bytes) / seconds, lines: (newest.lines - oldest.lines) / seconds };
  }

  return {
    sent(path, bytes) {
      shares.get(path)!.sentBytes = bytes;
    },
    skipped(path) {
      shares.get(path)!.read = 1;
    },
    changed(path, { id, archiveId, status, sizeBytes, processedBytes, lines: lineCount }) {
      const share = shares.get(path)!;
      share.lines.set(id, lineCount);
      if (archiveId !== null) return;
      share.read = status === "processed" ? 1 : sizeBytes > 0 ? Math.min(1, processedBytes / sizeBytes) : 0;
    },
    describe() {
      const rate = rates();
      const read = readBytes();
      const sent = sum(({ sentBytes }) => sentBytes);
      const parts = [
        `${formatBytes(read)} of ${formatBytes(totalBytes)}`,
        sent > read && sent < totalBytes && `${formatBytes(sent)} sent`,
        formatCountOf(lines(), "line", "lines"),
        rate.lines > 0 && `${formatCount(rate.lines)} lines/s`,
        rate.bytes > 0 && read < totalBytes && `${formatSeconds((totalBytes - read) / rate.bytes)} left`,
      ];
      return parts.filter(Boolean).join(", ");
    },
    conclude() {
      const seconds = Math.max(0.001, (now() - startedAt) / 1000);
      const total = formatCountOf(lines(), "line", "lines");
      return `${formatBytes(readBytes())}, ${total}, ${formatCount(lines() / seconds)} lines/s, ${formatSeconds(seconds)}`;
    },
  };
}
