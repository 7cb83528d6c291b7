import { HOUR_US, MINUTE_US } from "./calendar.ts";

/** Where the clocks of zone-less timestamps stood. */
export interface TimeZone {
  /** How many microseconds local time is ahead of UTC when clocks show `localUs`, counted from 1970-01-01 00:00 there. */
  offsetUsAt(localUs: number): number;
}

export const UTC: TimeZone = { offsetUsAt: () => 0 };

const DAY_MS = 86_400_000;
/** Some zones have been changed by half an hour; none at other times than quarters of an hour. */
const STEP_US = 15 * MINUTE_US;
const MAX_CACHED = 4096;
const OFFSET = /^([+-])(\d{2}):?(\d{2})$/;

/** Whether a name is one that `LogReaderOptions.timeZone` takes: of the IANA database, `UTC`, or an offset, `+05:30`. */
export function isTimeZone(name: string): boolean {
  return zoneNamed(name) !== undefined;
}

/** The zone of a name as {@link isTimeZone} knows it; throws a RangeError that says which names there are. */
export function parseTimeZone(name: string): TimeZone {
  const zone = zoneNamed(name);
  if (zone !== undefined) return zone;
  throw new RangeError(
    `time zone ${JSON.stringify(name)} is not known: give a name such as Europe/Berlin, UTC, or an offset such as +02:00`,
  );
}

function zoneNamed(name: string): TimeZone | undefined {
  if (/^(utc|gmt|z)$/i.test(name)) return UTC;
  const offset = OFFSET.exec(name);
  if (offset !== null) return fixedZone(offset[1] === "-" ? -1 : 1, Number(offset[2]), Number(offset[3]));
  // Node takes offsets of its own since 22; a name begins with a letter.
  if (!/^[A-Za-z]/.test(name)) return undefined;
  try {
    return new NamedZone(name);
  } catch {
    return undefined;
  }
}

function fixedZone(sign: number, hours: number, minutes: number): TimeZone | undefined {
  if (hours > 18 || minutes > 59) return undefined;
  const offsetUs = sign * (hours * HOUR_US + minutes * MINUTE_US);
  return { offsetUsAt: () => offsetUs };
}

/**
 * A zone of the IANA database. A time that clocks show twice, in the hour before winter time, is the first of the two;
 * one that they skip is taken as if they had not been changed yet.
 */
class NamedZone implements TimeZone {
  readonly #format: Intl.DateTimeFormat;
  /** Offsets by quarter of an hour: asking for one costs as much as reading some twenty lines. */
  readonly #offsets = new Map<number, number>();
  #lastStep = NaN;
  #lastOffsetUs = 0;

  constructor(name: string) {
    this.#format = new Intl.DateTimeFormat("en-US", {
      timeZone: name,
      hourCycle: "h23",
      era: "short",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  }

  offsetUsAt(localUs: number): number {
    const step = Math.floor(localUs / STEP_US);
    if (step === this.#lastStep) return this.#lastOffsetUs;
    let offsetUs = this.#offsets.get(step);
    if (offsetUs === undefined) {
      if (this.#offsets.size >= MAX_CACHED) this.#offsets.clear();
      offsetUs = Number.isNaN(step) ? 0 : this.#localOffsetMs((step * STEP_US) / 1000) * 1000;
      this.#offsets.set(step, offsetUs);
    }
    this.#lastStep = step;
    return (this.#lastOffsetUs = offsetUs);
  }

  #localOffsetMs(localMs: number): number {
    const before = this.#offsetMs(localMs - DAY_MS);
    const after = this.#offsetMs(localMs + DAY_MS);
    if (before === after || this.#offsetMs(localMs - before) === before) return before;
    return this.#offsetMs(localMs - after) === after ? after : before;
  }

  /** Milliseconds that clocks are ahead of UTC at a moment. */
  #offsetMs(atMs: number): number {
    const parts: Record<string, number> = {};
    let sign = 1;
    for (const { type, value } of this.#format.formatToParts(atMs)) {
      if (type === "era" && value.startsWith("B")) sign = -1;
      else parts[type] = Number(value);
    }
    const year = sign < 0 ? 1 - parts.year! : parts.year!;
    const date = new Date(0);
    date.setUTCFullYear(year, parts.month! - 1, parts.day);
    date.setUTCHours(parts.hour!, parts.minute, parts.second);
    return date.getTime() - Math.floor(atMs / 1000) * 1000;
  }
}
