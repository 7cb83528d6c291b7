import { NO_TIMESTAMP_US } from "./entry-block.ts";
import { formatInstantUs } from "./instant.ts";

export const US_PER_MINUTE = 60_000_000;

/** The `minute` in `minute_counts` of entries that carry no timestamp. */
export const NO_MINUTE = NO_TIMESTAMP_US / US_PER_MINUTE;

/** ISO 8601 of a minute since 1970. */
export function formatMinute(minute: number): string {
  return formatInstantUs(minute * US_PER_MINUTE);
}
