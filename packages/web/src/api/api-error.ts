import { problem, type Problem } from "@faultline/contract";

type ProblemParts = { readonly [Part in keyof Problem]?: Problem[Part] | undefined };

/** A request that failed: what the server said about it, or that it did not answer at all (`status` 0). */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly requestId: string | undefined;
  readonly errors: Problem["errors"];
  /** With `duplicate_content`: the file that has the same content. */
  readonly fileId: number | undefined;

  constructor(status: number, code: string, detail: string, rest: ProblemParts = {}) {
    super(detail);
    this.name = "ApiError";
    this.status = status;
    this.code = code;
    this.requestId = rest.request_id;
    this.errors = rest.errors;
    this.fileId = rest.log_file_id;
  }

  /** The first thing wrong with that field of the request, if it is what the server objected to. */
  fieldError(path: string): string | undefined {
    return this.errors?.find((error) => error.path === path || error.path.endsWith(`.${path}`))?.message;
  }
}

export function unreachable(): ApiError {
  return new ApiError(0, "unreachable", "The server does not answer. Check that Faultline is running, then try again.");
}

/** Reads the error document of a response whose status is not 2xx; `body` is its text. */
export function errorOf(status: number, body: string): ApiError {
  const document = problem.partial().safeParse(parseJson(body));
  const rest: ProblemParts = document.success ? document.data : {};
  return new ApiError(status, rest.code ?? "unknown", rest.detail ?? fallbackDetail(status), rest);
}

function fallbackDetail(status: number): string {
  return status >= 502 && status <= 504
    ? unreachable().message
    : `The server answered with status ${status} and did not say why.`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What an error state shows: the reason, and the id that finds the request in the server's log. */
export function describeError(error: unknown): { detail: string; requestId: string | undefined } {
  if (error instanceof ApiError) return { detail: error.message, requestId: error.requestId };
  return { detail: error instanceof Error ? error.message : String(error), requestId: undefined };
}
