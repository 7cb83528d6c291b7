import { RELATIVE_RANGES, type Scope } from "../api/scope.ts";
import { formatDate, formatSecond, type Zone } from "../ui/format-time.ts";

/** The range in the words of the top bar's button. */
export function rangeLabel({ range, start, end }: Scope, zone: Zone): string {
  if (start && end) {
    const [from, to] = [formatSecond(start, zone), formatSecond(end, zone)].map((text) => text.replace(/:00$/, "")) as [
      string,
      string,
    ];
    const sameDay = formatDate(start, zone) === formatDate(end, zone);
    return `${from} – ${sameDay ? to.slice(to.lastIndexOf(" ") + 1) : to}`;
  }
  if (start) return `From ${formatSecond(start, zone)}`;
  if (end) return `Until ${formatSecond(end, zone)}`;
  return range ? RELATIVE_RANGES[range].label : "All data";
}
