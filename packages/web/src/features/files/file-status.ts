import { BEING_DELETED, CANCELLED_BY, type FileStatus, type LogFile } from "@faultline/contract";

export type StatusName = FileStatus | "cancelled" | "deleting";

/** A file that somebody cancelled or deletes is failed to the server, which says so; to people it is no failure. */
export function statusOf({ status, error }: Pick<LogFile, "status" | "error">): StatusName {
  if (status !== "failed") return status;
  if (error === BEING_DELETED) return "deleting";
  return error?.startsWith(CANCELLED_BY) ? "cancelled" : "failed";
}

/** Whether the file's content is other files. */
export function isArchive({ member_count }: Pick<LogFile, "member_count">): boolean {
  return member_count !== null;
}

/** 0–1; null where the size is not known. */
export function shareRead({ size_bytes, processed_bytes }: Pick<LogFile, "size_bytes" | "processed_bytes">) {
  return size_bytes > 0 ? Math.min(1, processed_bytes / size_bytes) : null;
}
