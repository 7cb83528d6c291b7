const DATE = /^\d{4}-\d{2}-\d{2}/;
const FRACTION = /\.(\d+)/;
const HAS_OFFSET = /[zZ]$|[+-]\d{2}:?\d{2}$/;

/**
 * Microseconds since the epoch of an ISO 8601 date or time; without an offset it is UTC, digits beyond the sixth of a
 * fraction are dropped.
 * @throws RangeError if it is not one.
 */
export function parseInstantUs(text: string): number {
  const trimmed = text.trim();
  const fraction = FRACTION.exec(trimmed)?.[1] ?? "";
  const whole = trimmed.replace(FRACTION, "");
  const isDate = !/[tT ]/.test(whole);
  const ms = Date.parse(isDate || HAS_OFFSET.test(whole) ? whole : `${whole}Z`);
  if (Number.isNaN(ms) || !DATE.test(trimmed))
    throw new RangeError(`Not an ISO 8601 date or time: ${JSON.stringify(text)}`);
  return ms * 1000 + Number(fraction.slice(0, 6).padEnd(6, "0"));
}

/** E.g. 2026-11-22T14:03:07.412345Z */
export function formatInstantUs(us: number): string {
  const seconds = Math.floor(us / 1_000_000);
  const fraction = String(us - seconds * 1_000_000).padStart(6, "0");
  return `${new Date(seconds * 1000).toISOString().slice(0, -5)}.${fraction}Z`;
}
