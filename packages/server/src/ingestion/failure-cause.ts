import { CatalogError, EventStoreError, EventStoreUnavailableError } from "@faultline/storage";

const MAX_LENGTH = 500;

const DISK_FULL = /\b(ENOSPC|EDQUOT|NOT_ENOUGH_SPACE)\b|no space left on device/i;

const BY_CODE: Readonly<Record<string, string>> = {
  EACCES: "The server may not read the received bytes (EACCES).",
  EPERM: "The server may not read the received bytes (EPERM).",
  ENOENT: "The received bytes are no longer in the spool (ENOENT).",
  EIO: "The disk failed to give or take bytes (EIO).",
  EMFILE: "The server has too many files open (EMFILE).",
  EROFS: "The disk of the server cannot be written to (EROFS).",
  ERR_WORKER_OUT_OF_MEMORY: "Reading it takes more memory than the server gives to a file.",
};

/** Why a file could not be read to its end though nothing may be wrong with it, in words for whoever waits for it. */
export function failureCause(error: unknown): string {
  if (!(error instanceof Error)) return UNKNOWN;
  const code = "code" in error ? String(error.code) : "";
  if (DISK_FULL.test(code) || DISK_FULL.test(error.message)) return "The disk of the server is full (ENOSPC).";
  if (error instanceof EventStoreUnavailableError) return "The store of log entries does not answer.";
  if (error instanceof EventStoreError) return shorten(error.message);
  if (error instanceof CatalogError) return "The store of accounts and files failed.";
  return BY_CODE[code] ?? UNKNOWN;
}

const UNKNOWN = "Something went wrong while it was read; the server's log has it.";

function shorten(message: string): string {
  const line = message.split("\n", 1)[0]!;
  return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH)} …` : line;
}
