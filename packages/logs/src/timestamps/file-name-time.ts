import { isDay } from "./calendar.ts";

const DAY_MS = 86_400_000;
// 20260101, 2026-01-01 or 2026_01_01, set apart from other digits.
const DAY_IN_NAME = /(?<!\d)(20\d\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)/g;

/**
 * The moment (ms since the epoch) that no record of a file is much later than, for `LogReaderOptions.referenceTimeMs`:
 * when the file was last written, or the end of the day that its name ends with if that is earlier, as in
 * `messages-20260101` or `app-2026-01-01.log`. Copies and unpacked archives often are written long after their records.
 */
export function referenceTimeOf(fileName: string, modifiedTimeMs: number): number {
  const base = fileName.slice(fileName.lastIndexOf("/") + 1);
  const found = [...base.matchAll(DAY_IN_NAME)].at(-1);
  if (found === undefined) return modifiedTimeMs;
  const [year, month, day] = [Number(found[1]), Number(found[3]), Number(found[4])] as const;
  if (!isDay(year, month, day)) return modifiedTimeMs;
  return Math.min(modifiedTimeMs, Date.UTC(year, month - 1, day) + DAY_MS);
}
