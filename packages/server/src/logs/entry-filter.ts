import type { entryFilterQuery } from "@faultline/contract";
import type { CountFilter, EntryFilter, EventStore, FileStore, RunStore } from "@faultline/storage";
import type { z } from "zod";
import type { TemplateBook } from "../templates/template-book.ts";
import { readQuery, resolveQuery } from "./query-resolution.ts";

export type EntryFilterQuery = z.output<typeof entryFilterQuery>;

/** Entries know their file; where a file came from is known to the catalog, and becomes the ids of the files here. */
async function countFilterOf(query: EntryFilterQuery, files: Pick<FileStore, "idsOf">): Promise<CountFilter> {
  return {
    start: query.start,
    end: query.end,
    levels: query.level === undefined ? undefined : [query.level],
    services: query.service === undefined ? undefined : [query.service],
    fileIds: await fileIdsOf(query, files),
  };
}

/** Where what entries do not know themselves is asked. */
export interface FilterSources {
  readonly files: FileStore;
  readonly events: EventStore;
  readonly runs: Pick<RunStore, "findById" | "findCluster">;
  readonly templateBook: Pick<TemplateBook, "idsOf" | "shapesOf">;
}

/** The same with all that only entries themselves can tell. @throws HttpProblem if the query is not valid. */
export async function entryFilterOf(
  query: EntryFilterQuery,
  { files, events, runs, templateBook }: FilterSources,
): Promise<EntryFilter> {
  const { keyword, parse_status: parseStatus } = query;
  const search = readQuery(query.q ?? "");
  return {
    ...(await countFilterOf(query, files)),
    keyword,
    parseStatuses: parseStatus === undefined ? undefined : [parseStatus],
    query: search === null ? undefined : await resolveQuery(search, { files, events, runs, templateBook }),
  };
}

async function fileIdsOf(
  { source, environment, file_id: fileId }: EntryFilterQuery,
  files: Pick<FileStore, "idsOf">,
): Promise<number[] | undefined> {
  if (source === undefined && environment === undefined) return fileId === undefined ? undefined : [fileId];
  const ids = await files.idsOf({ source, environment });
  return fileId === undefined ? ids : ids.filter((id) => id === fileId);
}
