import type { Problem } from "@faultline/contract";
import type { SearchError } from "@faultline/logs";

/** Members that a kind of problem has besides. */
export type ProblemExtensions = Pick<Problem, "errors" | "log_file_id">;

/** An answer that is not the one asked for: it becomes a problem document (RFC 9457). */
export class HttpProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly extensions: ProblemExtensions;
  constructor(
    status: number,
    code: string,
    detail: string,
    headers: Readonly<Record<string, string>> = {},
    extensions: ProblemExtensions = {},
  ) {
    super(detail);
    this.status = status;
    this.code = code;
    this.headers = headers;
    this.extensions = extensions;
  }
}

export function badRequest(code: string, detail: string): HttpProblem {
  return new HttpProblem(400, code, detail);
}

export function notAuthenticated(code: string, detail: string): HttpProblem {
  return new HttpProblem(401, code, detail, { "www-authenticate": "Bearer" });
}

export function notAllowed(code: string, detail: string): HttpProblem {
  return new HttpProblem(403, code, detail);
}

export function notFound(what: string, id: number | string): HttpProblem {
  return new HttpProblem(404, "not_found", `There is no ${what} with the id ${id}.`);
}

export function conflict(code: string, detail: string): HttpProblem {
  return new HttpProblem(409, code, detail);
}

/** A query that is not understood: what is wrong, and from where to where in its text. */
export function invalidQuery({ message, start, end }: SearchError): HttpProblem {
  const errors = [{ path: "q", message, start, end }];
  return new HttpProblem(422, "invalid_query", `The query is not valid. ${message}`, {}, { errors });
}

export function tooManyAttempts(retryAfterSeconds: number): HttpProblem {
  const detail = `Too many attempts; try again in ${retryAfterSeconds} s.`;
  return new HttpProblem(429, "too_many_attempts", detail, { "retry-after": String(retryAfterSeconds) });
}
