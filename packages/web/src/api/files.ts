import { logFile, logFilePage, type FileStatus, type LogFile, type LogFilePage } from "@faultline/contract";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { request, send } from "./request.ts";

const WATCH_MS = 1_000;
const REFRESH_MS = 15_000;
const MAX_MEMBERS = 500;

export function isUnfinished(file: LogFile): boolean {
  return file.status === "uploaded" || file.status === "processing";
}

interface FileFilter {
  readonly status?: FileStatus;
  /** Without the members of archives. */
  readonly top_level?: "true";
  /** Only the members of this archive. */
  readonly archive_id?: number;
  /** In the name, in any case. */
  readonly q?: string;
}

/** A page of the files, newest first; asked again every second while one of them is being read. */
export function filesQuery(page: { offset: number; limit: number }, filter: FileFilter = {}) {
  return queryOptions({
    queryKey: ["files", page, filter],
    queryFn: ({ signal }): Promise<LogFilePage> =>
      request(logFilePage, "/logs/files", { query: { ...page, ...filter }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.items.some(isUnfinished) ? WATCH_MS : REFRESH_MS),
  });
}

/** The files in an archive, newest first. */
export function membersQuery(archiveId: number) {
  return filesQuery({ offset: 0, limit: MAX_MEMBERS }, { archive_id: archiveId });
}

export function fileQuery(id: number) {
  return queryOptions({
    queryKey: ["file", id],
    queryFn: ({ signal }) => request(logFile, `/logs/files/${id}`, { signal }),
    staleTime: 60_000,
  });
}

/** Where the file's bytes are, as they were uploaded. */
export function rawUrl(id: number): string {
  return `/logs/files/${id}/raw`;
}

/** Reads a failed file on from where it stopped. */
export function retryFile(id: number) {
  return request(logFile, `/logs/files/${id}/retry`, { method: "POST" });
}

/** Gives up a file that waits or is read. */
export function cancelFile(id: number) {
  return request(logFile, `/logs/files/${id}/cancel`, { method: "POST" });
}

/** Reads a file again from its start; null is the server's time zone. */
export function reprocessFile(id: number, timeZone: string | null) {
  return request(logFile, `/logs/files/${id}/reprocess`, { method: "POST", body: { time_zone: timeZone } });
}

export async function deleteFile(id: number): Promise<void> {
  await send(`/logs/files/${id}`, { method: "DELETE" });
}
