import { logFile, logFilePage, type FileStatus, type LogFile, type LogFilePage } from "@faultline/contract";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { request } from "./request.ts";

const WATCH_MS = 1_000;
const REFRESH_MS = 15_000;

export function isUnfinished(file: LogFile): boolean {
  return file.status === "uploaded" || file.status === "processing";
}

/** A page of the files, newest first; asked again every second while one of them is being read. */
export function filesQuery(page: { offset: number; limit: number }, status?: FileStatus) {
  return queryOptions({
    queryKey: ["files", page, status ?? null],
    queryFn: ({ signal }): Promise<LogFilePage> =>
      request(logFilePage, "/logs/files", { query: { ...page, status }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.items.some(isUnfinished) ? WATCH_MS : REFRESH_MS),
  });
}

export function fileQuery(id: number) {
  return queryOptions({
    queryKey: ["file", id],
    queryFn: ({ signal }) => request(logFile, `/logs/files/${id}`, { signal }),
    staleTime: 60_000,
  });
}
