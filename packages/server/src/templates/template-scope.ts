import type { templateQuery } from "@faultline/contract";
import type { CountFilter, EventStore } from "@faultline/storage";
import type { z } from "zod";
import { timelineGrid } from "../analytics/cluster-results.ts";

/** The entries that templates are asked of. */
export interface TemplateScope {
  /** Its range is of whole minutes. */
  readonly filter: CountFilter;
  /** Over the range that was asked for, or that of the entries; null where nothing has a timestamp. */
  readonly grid: ReturnType<typeof timelineGrid> | null;
  /** Whether there are entries from before the range: only then can something be new in it. */
  readonly hasOlder: boolean;
}

const MINUTE_MS = 60_000;
/** The last minute that is written with four digits for its year. */
const LAST_MINUTE_MS = Date.UTC(9999, 11, 31, 23, 59);

export async function templateScope(
  { start, end, level, service, file_id: fileId }: z.output<typeof templateQuery>,
  events: Pick<EventStore, "findTimeRange">,
): Promise<TemplateScope> {
  const filter: CountFilter = {
    start: minuteOf(start, Math.floor),
    end: minuteOf(end, Math.ceil),
    levels: level === undefined ? undefined : [level],
    services: service === undefined ? undefined : [service],
    fileIds: fileId === undefined ? undefined : [fileId],
  };
  const known = await events.findTimeRange({ ...filter, start: undefined });
  const first = filter.start ?? known?.firstTimestamp;
  const last = filter.end ?? minuteOf(known?.lastTimestamp, (minutes) => Math.floor(minutes) + 1);
  const isRange = first !== undefined && last !== undefined && Date.parse(first) < Date.parse(last);
  return {
    filter,
    grid: isRange ? timelineGrid({ start: new Date(first), end: new Date(last) }) : null,
    hasOlder: filter.start !== undefined && known !== null && isBefore(known.firstTimestamp, filter.start),
  };
}

export function isBefore(one: string, other: string): boolean {
  return Date.parse(one) < Date.parse(other);
}

function minuteOf(time: string | undefined, round: (minutes: number) => number): string | undefined {
  if (time === undefined) return undefined;
  return new Date(Math.min(LAST_MINUTE_MS, round(Date.parse(time) / MINUTE_MS) * MINUTE_MS)).toISOString();
}
