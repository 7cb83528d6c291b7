import type { entryFilterQuery } from "@faultline/contract";
import type { CountFilter, FileStore } from "@faultline/storage";
import type { z } from "zod";

export type EntryFilterQuery = z.output<typeof entryFilterQuery>;

/** Entries know their file; where a file came from is known to the catalog, and becomes the ids of the files here. */
export async function countFilterOf(query: EntryFilterQuery, files: Pick<FileStore, "idsOf">): Promise<CountFilter> {
  return {
    start: query.start,
    end: query.end,
    levels: query.level === undefined ? undefined : [query.level],
    services: query.service === undefined ? undefined : [query.service],
    fileIds: await fileIdsOf(query, files),
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
