import { formatClock, formatDate, type Zone } from "./format-time.ts";

const TYPED = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,6}))?)?)?$/;
const ZONED = /(?:[zZ]|[+-]\d{2}:?\d{2})$/;

/**
 * A moment as people type it, `2026-11-22 14:03:07.412` and shorter, read on that clock; or ISO 8601 with an offset.
 * Null if it is neither, or no such time exists.
 */
export function parseTypedTime(text: string, zone: Zone): string | null {
  const trimmed = text.trim();
  if (ZONED.test(trimmed)) {
    const ms = Date.parse(trimmed);
    return Number.isNaN(ms) ? null : new Date(ms).toISOString();
  }
  const match = TYPED.exec(trimmed);
  if (!match) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const millisecond = Math.floor(Number((match[7] ?? "").padEnd(6, "0")) / 1000);
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month) || hour > 23 || minute > 59 || second > 59) {
    return null;
  }
  const ms =
    zone === "utc"
      ? Date.UTC(year, month - 1, day, hour, minute, second, millisecond)
      : new Date(year, month - 1, day, hour, minute, second, millisecond).getTime();
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

const MONTH_NUMBER: Record<string, string> = {
  Jan: "01",
  Feb: "02",
  Mar: "03",
  Apr: "04",
  May: "05",
  Jun: "06",
  Jul: "07",
  Aug: "08",
  Sep: "09",
  Oct: "10",
  Nov: "11",
  Dec: "12",
};

/** The inverse: `2026-11-22 14:03:07`, milliseconds only where there are any. */
export function typedTime(iso: string, zone: Zone): string {
  const [day, month, year] = formatDate(iso, zone).split(" ") as [string, string, string];
  const clock = formatClock(iso, zone).replace(/\.000$/, "");
  return `${year}-${MONTH_NUMBER[month]}-${day.padStart(2, "0")} ${clock}`;
}
