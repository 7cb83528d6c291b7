/** Nanoseconds of each unit of time. */
const TIME_UNITS_NS = { ns: 1, us: 1e3, µs: 1e3, μs: 1e3, ms: 1e6, s: 1e9, m: 6e10, min: 6e10, h: 3.6e12 } as const;

/** A number, or a length of time, which is in nanoseconds. */
export interface Quantity {
  readonly value: number;
  readonly isTime: boolean;
}

/** Null if the text is neither. */
export function quantityOf(text: string): Quantity | null {
  const [, digits, unit = ""] = /^([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d{1,3})?)\s*([a-zµμ]*)$/i.exec(text) ?? [];
  const number = Number(digits);
  if (digits === undefined || !Number.isFinite(number)) return null;
  if (unit === "") return { value: number, isTime: false };
  if (!isTimeUnit(unit)) return null;
  return { value: number * TIME_UNITS_NS[unit], isTime: true };
}

function isTimeUnit(unit: string): unit is keyof typeof TIME_UNITS_NS {
  return Object.hasOwn(TIME_UNITS_NS, unit);
}
