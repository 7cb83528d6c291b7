import { RELATIVE_RANGES, type Scope } from "../api/scope.ts";
import { formatRange, formatSecond, type Zone } from "../ui/format-time.ts";

/** The range in the words of the top bar's button. */
export function rangeLabel({ range, start, end }: Scope, zone: Zone): string {
  if (start && end) return formatRange(start, end, zone);
  if (start) return `From ${formatSecond(start, zone)}`;
  if (end) return `Until ${formatSecond(end, zone)}`;
  return range ? RELATIVE_RANGES[range].label : "All data";
}
