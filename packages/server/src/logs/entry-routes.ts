import { idParams, listEntriesQuery, logEntry, type LogEntryPage, logEntryPage } from "@faultline/contract";
import {
  type EntryFilter,
  type EntryPageRequest,
  type EntryPlace,
  type EventStore,
  placeAfter,
} from "@faultline/storage";
import type { z } from "zod";
import type { Access } from "../http/access.ts";
import type { HttpApp } from "../http/http-app.ts";
import { ANY_CREDENTIAL, problems } from "../http/documentation.ts";
import { HttpProblem, notFound } from "../http/problems.ts";
import { formatCursor, readCursor } from "./entry-cursor.ts";
import { entryFilterOf, type FilterSources } from "./entry-filter.ts";
import { presentEntries } from "./present-entry.ts";

interface Services extends FilterSources {
  readonly access: Access;
}

const BEFORE_ALL: EntryPlace = { timestampUs: Number.MIN_SAFE_INTEGER, fileId: 0, lineNumber: 0 };

export function addEntryRoutes(app: HttpApp, { access, files, events, runs, templateBook }: Services): void {
  app.get(
    "/logs",
    {
      schema: {
        tags: ["logs"],
        security: ANY_CREDENTIAL,
        summary: "Find entries, newest first",
        description:
          "Entries without a timestamp come last. With a `cursor` the cost does not depend on how far down a page is; " +
          "with `total=false` what follows the page is not read at all. `at` begins at an entry or a time, or shows the oldest.",
        querystring: listEntriesQuery,
        response: { 200: logEntryPage, ...problems(401, 422) },
      },
      onRequest: access.signedIn,
    },
    (request) => listEntries(request.query, { files, events, runs, templateBook }),
  );

  app.get(
    "/logs/:id",
    {
      schema: {
        tags: ["logs"],
        security: ANY_CREDENTIAL,
        summary: "One entry",
        params: idParams,
        response: { 200: logEntry, ...problems(401, 404, 422) },
      },
      onRequest: access.signedIn,
    },
    async (request) => {
      const entry = await events.findEntry(request.params.id);
      if (!entry) throw notFound("entry", request.params.id);
      return (await presentEntries([entry], templateBook))[0]!;
    },
  );
}

async function listEntries(
  query: z.output<typeof listEntriesQuery>,
  { files, events, runs, templateBook }: FilterSources,
): Promise<LogEntryPage> {
  const { offset, limit, total: isTotalAsked, within_ms: withinMs } = query;
  const filter = await entryFilterOf(query, { files, events, runs, templateBook });
  if (offset > 0) return listFrom(filter, query, { events, templateBook });
  const { from, at } = await startOf(query, events);
  const page = await events.searchEntries(filter, { limit, from, withinMs: isTotalAsked ? undefined : withinMs });
  // Whoever wants an answer soon does not wait for a count.
  const isNewerCounted = isTotalAsked || withinMs === undefined;
  const isAll = from === undefined && page.older === null;
  return {
    items: await presentEntries(page.items, templateBook),
    total: !isTotalAsked ? null : isAll ? page.items.length : (page.total ?? (await events.countEntries(filter))),
    newer_count: isNewerCounted && at ? await events.countNewer(filter, at) : null,
    offset,
    limit,
    next_cursor: query.at === "oldest" ? null : formatCursor("older", page.older),
    prev_cursor: formatCursor("newer", page.newer),
    is_partial: page.isPartial,
  };
}

/** A page by its offset, as the first clients ask. */
async function listFrom(
  filter: EntryFilter,
  { offset, limit, cursor, at }: z.output<typeof listEntriesQuery>,
  { events, templateBook }: Pick<FilterSources, "events" | "templateBook">,
): Promise<LogEntryPage> {
  if (cursor !== undefined || at !== undefined)
    throw new HttpProblem(422, "offset_with_cursor", "offset must be 0 with a cursor, and with at.");
  const { items, total } = await events.findEntries(filter, { offset, limit });
  const unknown = { newer_count: null, next_cursor: null, prev_cursor: null };
  return { items: await presentEntries(items, templateBook), total, offset, limit, ...unknown, is_partial: false };
}

/** Where a page begins: `at` is the place of the entry that was asked for. */
async function startOf(
  { cursor, at: wanted }: z.output<typeof listEntriesQuery>,
  events: EventStore,
): Promise<{ from?: EntryPageRequest["from"]; at?: EntryPlace }> {
  if (cursor !== undefined) return { from: readCursor(cursor) };
  if (wanted === undefined) return {};
  if (wanted === "oldest") return { from: { direction: "newer", place: BEFORE_ALL } };
  if (typeof wanted === "string") {
    const at = placeAfter(wanted);
    return { from: { direction: "older", place: at }, at };
  }
  const at = await events.findPlace(wanted);
  if (!at) throw notFound("entry", wanted);
  // A page begins behind its place: the line after the entry's lets the entry itself be the first.
  return { from: { direction: "older", place: { ...at, lineNumber: at.lineNumber + 1 } }, at };
}
