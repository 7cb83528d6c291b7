import type { LogEntry } from "@faultline/contract";

/** An entry as one would paste it into a ticket: the record as it was received, unaltered. */
export function entryAsText(entry: LogEntry): string {
  return entry.raw_line;
}

export function entryAsJson(entry: LogEntry): string {
  return JSON.stringify(entry, null, 2);
}

/** The address of what is seen now, with a relative time range fixed to the times it stands for. */
export function shareAddress(location: Location, times: { start: string | undefined; end: string }): string {
  const url = new URL(location.href);
  url.hash = "";
  if (url.searchParams.has("range") && times.start) {
    url.searchParams.delete("range");
    url.searchParams.set("start", times.start);
    url.searchParams.set("end", times.end);
  }
  return url.href;
}
