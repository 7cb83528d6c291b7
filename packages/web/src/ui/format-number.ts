const grouped = new Intl.NumberFormat("en-US");
const BYTE_UNITS = ["B", "KB", "MB", "GB", "TB"];

/** `1,234,567` */
export function formatCount(value: number): string {
  return grouped.format(value);
}

/** `1.23M`: at most three significant digits. */
export function formatCompact(value: number): string {
  for (const [size, unit] of [
    [1e9, "B"],
    [1e6, "M"],
    [1e3, "K"],
  ] as const) {
    // 999,950 would be written 1000K.
    if (Math.abs(value) >= size * 0.99995 && Math.abs(value) >= 1000) {
      return `${Number((value / size).toPrecision(3))}${unit}`;
    }
  }
  return String(value);
}

/** `438 MB`: powers of 1000, at most three significant digits. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < BYTE_UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 ? value : Number(value.toPrecision(3))} ${BYTE_UNITS[unit]}`;
}

/** `12.5%` of the whole; `<0.1%` for what is there but rounds to nothing. */
export function formatShare(part: number, whole: number): string {
  if (whole <= 0 || part <= 0) return "0%";
  const percent = (part / whole) * 100;
  if (percent < 0.1) return "<0.1%";
  if (percent > 99.9 && part < whole) return ">99.9%";
  return `${percent.toFixed(percent >= 99.95 ? 0 : 1)}%`;
}

/** `+12%`, `−40%`, `×118` from eleven times on, `no change`; null where there was nothing before to compare with. */
export function formatChange(now: number, before: number): string | null {
  if (before === 0) return null;
  const percent = ((now - before) / before) * 100;
  if (Math.abs(percent) < 0.5) return "no change";
  if (percent >= 1000) return `×${formatCompact(Math.round(now / before))}`;
  const digits = Math.abs(percent) < 10 ? 1 : 0;
  return `${percent > 0 ? "+" : "−"}${Math.abs(percent).toFixed(digits)}%`;
}

/** `1 entry`, `2,000 entries` */
export function countOf(value: number, one: string, many: string): string {
  return `${formatCount(value)} ${value === 1 ? one : many}`;
}

/** A score of 0–1 as `0.62`. */
export function formatScore(score: number): string {
  return score.toFixed(2);
}
