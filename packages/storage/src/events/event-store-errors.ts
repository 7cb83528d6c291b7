/** The store of entries failed; `message` has the engine's own words. */
export class EventStoreError extends Error {
  readonly code: string = "event_store_failed";
}

/** A query took longer than its time limit and was stopped. */
export class QueryTimeoutError extends EventStoreError {
  override readonly code = "query_timeout";
}

/** A query needed more memory, or gave a longer result, than its limits allow. */
export class QueryTooLargeError extends EventStoreError {
  override readonly code = "query_too_large";
}

/** A regular expression that the engine does not take; `reason` says why. */
export class InvalidRegexError extends EventStoreError {
  override readonly code = "invalid_regex";
  readonly reason: string;
  constructor(message: string, options: ErrorOptions) {
    super(`The engine does not take a regular expression: ${message}`, options);
    this.reason = REGEX_REASON.exec(message)?.[1] ?? "It is not valid.";
  }
}

/** The ClickHouse server does not answer. */
export class EventStoreUnavailableError extends EventStoreError {
  override readonly code = "event_store_unavailable";
}

// https://github.com/ClickHouse/ClickHouse/blob/master/src/Common/ErrorCodes.cpp
const TIMED_OUT = new Set(["159", "160", "209"]);
const TOO_LARGE = new Set(["158", "241", "307", "396"]);
const NO_REGEX = "427";
const REGEX_REASON = /, error: (.*?)\. Look at /s;
const UNREACHABLE = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "EHOSTUNREACH",
  "EPIPE",
  "ETIMEDOUT",
  "EAI_AGAIN",
]);

/** The class that an engine's or a connection's error stands for. */
export function asEventStoreError(error: unknown): EventStoreError {
  if (error instanceof EventStoreError) return error;
  const cause = error instanceof Error ? error : new Error(String(error));
  const code = "code" in cause ? String(cause.code) : "";
  if (TIMED_OUT.has(code)) return new QueryTimeoutError(`The query was stopped: ${cause.message}`, { cause });
  if (TOO_LARGE.has(code)) return new QueryTooLargeError(`The query was stopped: ${cause.message}`, { cause });
  if (code === NO_REGEX) return new InvalidRegexError(cause.message, { cause });
  if (UNREACHABLE.has(code) || cause.message === "Timeout error.") {
    return new EventStoreUnavailableError(`ClickHouse does not answer: ${cause.message || code}`, { cause });
  }
  return new EventStoreError(`The store of log entries failed: ${cause.message}`, { cause });
}
