export const SECOND_US = 1_000_000;
export const MINUTE_US = 60 * SECOND_US;
export const HOUR_US = 60 * MINUTE_US;
export const DAY_US = 24 * HOUR_US;

const DAYS_BEFORE_MONTH = Int32Array.of(0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334);
const DAYS_IN_MONTH = Int32Array.of(0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31);

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Whether the day exists in the proleptic Gregorian calendar; months and days count from 1. */
export function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= DAYS_IN_MONTH[month] || (month === 2 && day === 29 && isLeapYear(year));
}

/** Days from 1970-01-01 to a day of the years 0 to 9999; months and days count from 1. */
export function daysSinceEpoch(year: number, month: number, day: number): number {
  const years = year + 399;
  const leapDays = ((years / 4) | 0) - ((years / 100) | 0) + ((years / 400) | 0) - 1;
  const leap = month > 2 && isLeapYear(year) ? 1 : 0;
  return 365 * year + leapDays + DAYS_BEFORE_MONTH[month] + leap + day - EPOCH_DAYS;
}

// Days that the formula above gives for 1970-01-01 less that term.
const EPOCH_DAYS = 719_624;

// Earlier and later timestamps are placeholders (0001-01-01, 9999-12-31) or misread; microseconds stay below 2^53.
export const LEAST_US = daysSinceEpoch(1900, 1, 1) * DAY_US;
export const END_US = daysSinceEpoch(2200, 1, 1) * DAY_US;
