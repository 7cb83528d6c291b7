import type { TemplateDetail, templateQuery } from "@faultline/contract";
import type { EntryFilter, EventStore, FileStore } from "@faultline/storage";
import type { z } from "zod";
import { presentTimeline } from "../stats/present-stats.ts";
import { kindOfValues } from "./parameter-kind.ts";
import type { TemplateBook } from "./template-book.ts";
import { isBefore, type TemplateScope, templateScope } from "./template-scope.ts";

interface Sources {
  readonly events: EventStore;
  readonly files: Pick<FileStore, "listOrigins">;
  readonly book: TemplateBook;
}

const EXAMPLES = 5;
const EXAMPLE_CHARACTERS = 1000;
const MAX_FILES = 20;
const MAX_BUCKETS = 60;

/** All that is known of a template; null if there is none with this id. */
export async function describeTemplate(
  id: string,
  query: z.output<typeof templateQuery>,
  { events, files, book }: Sources,
): Promise<TemplateDetail | null> {
  const shapes = await book.shapesOf(id);
  if (shapes === null) return null;
  const [scope, texts] = await Promise.all([templateScope(query, events), book.textsOf([id])]);
  const text = texts.get(id) ?? "";
  const filter: EntryFilter = { ...scope.filter, query: { kind: "shapes", shapes } };
  const [summary, entries, times, timeline, counted, examples, parameters] = await Promise.all([
    events.summarizeEntries(filter),
    events.countEntries(scope.filter),
    timesOf(filter, scope, events),
    timelineOf(filter, scope, events),
    filesOf(filter, { events, files }),
    events.searchEntries(filter, { limit: EXAMPLES }),
    events.countParameters(filter, text),
  ]);
  return {
    id,
    text,
    count: summary.totalEntries,
    // Both are counted while files may be read.
    share: entries === 0 ? 0 : Math.min(1, summary.totalEntries / entries),
    levels: summary.levels.map((each) => ({ ...each })),
    services: summary.topServices.map((each) => ({ ...each })),
    ...times,
    files: counted,
    timeline,
    examples: examples.items.map(({ id: entryId, timestamp, level, service, message }) => ({
      id: entryId,
      timestamp,
      level,
      service,
      message: message.slice(0, EXAMPLE_CHARACTERS),
    })),
    parameters: parameters.parameters.map(({ values, distinct }, position) => ({
      position,
      kind: kindOfValues(values),
      distinct,
      values: values.map((each) => ({ ...each })),
    })),
    parameter_entries: parameters.countedEntries,
    is_approximate: parameters.isApproximate,
  };
}

async function timesOf(
  filter: EntryFilter,
  { hasOlder }: TemplateScope,
  events: Pick<EventStore, "findTimeRange">,
): Promise<Pick<TemplateDetail, "first_seen" | "last_seen" | "is_new">> {
  const [within, atAll] = await Promise.all([
    events.findTimeRange(filter),
    hasOlder ? events.findTimeRange({ ...filter, start: undefined }) : null,
  ]);
  return {
    first_seen: within?.firstTimestamp ?? null,
    last_seen: within?.lastTimestamp ?? null,
    is_new: within !== null && atAll !== null && !isBefore(atAll.firstTimestamp, filter.start!),
  };
}

/** Over the whole grid, so that it can be seen beside others. Buckets are not shorter than the counts are fine. */
async function timelineOf(
  filter: EntryFilter,
  { grid }: TemplateScope,
  events: Pick<EventStore, "timeline">,
): Promise<TemplateDetail["timeline"]> {
  if (grid === null) return { bucket_seconds: 60, buckets: [] };
  const seconds = grid.buckets * grid.bucketSeconds;
  const end = filter.end ?? new Date(Date.parse(grid.start) + seconds * 1000).toISOString();
  const buckets = Math.min(MAX_BUCKETS, Math.ceil(seconds / 60));
  return presentTimeline(await events.timeline({ ...filter, start: grid.start, end }, buckets));
}

async function filesOf(
  filter: EntryFilter,
  { events, files }: Pick<Sources, "events" | "files">,
): Promise<TemplateDetail["files"]> {
  const [counts, origins] = await Promise.all([events.countByFile(filter, MAX_FILES), files.listOrigins()]);
  const names = new Map(origins.map(({ id, filename }) => [id, filename]));
  return counts.map(({ fileId, count }) => ({ file_id: fileId, filename: names.get(fileId) ?? "", count }));
}
