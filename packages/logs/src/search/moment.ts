/** A date or a time and how exact it is: microseconds since 1970, `endUs` exclusive. A day is 86,400 seconds long. */
export interface Moment {
  readonly startUs: number;
  readonly endUs: number;
}

const MOMENT =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2})(?::(\d{2})(?::(\d{2})(?:[.,](\d{1,6})\d*)?)?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?$/i;

/** The time that an ISO 8601 text names, in UTC if it has no offset, with any number of its parts; null for others. */
export function momentOf(text: string): Moment | null {
  const match = MOMENT.exec(text.trim());
  if (match === null) return null;
  const [, year, month = "01", day = "01", hour = "00", minute = "00", second = "00", fraction = "", zone = "Z"] =
    match;
  const date = `${year}-${month}-${day}`;
  const midnight = new Date(`${date}T00:00:00Z`);
  // Date takes February 30th for March 2nd.
  if (Number.isNaN(midnight.getTime()) || !midnight.toISOString().startsWith(date)) return null;
  const offset = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase();
  const ms = Date.parse(`${date}T${hour}:${minute}:${second}${offset}`);
  if (Number.isNaN(ms)) return null;
  const startUs = ms * 1000 + Number(fraction.padEnd(6, "0"));
  return { startUs, endUs: endOf(match, startUs) };
}

function endOf([, , month, day, hour, minute, second, fraction]: RegExpExecArray, startUs: number): number {
  const start = new Date(Math.floor(startUs / 1000));
  if (month === undefined) return Date.UTC(start.getUTCFullYear() + 1, 0) * 1000;
  if (day === undefined) return Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1) * 1000;
  if (hour === undefined) return startUs + 86_400_000_000;
  if (minute === undefined) return startUs + 3_600_000_000;
  if (second === undefined) return startUs + 60_000_000;
  return startUs + (fraction === undefined ? 1_000_000 : 10 ** (6 - fraction.length));
}
