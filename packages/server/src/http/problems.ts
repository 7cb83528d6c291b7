/** An answer that is not the one asked for: it becomes a problem document (RFC 9457). */
export class HttpProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;
  constructor(status: number, code: string, detail: string, headers: Readonly<Record<string, string>> = {}) {
    super(detail);
    this.status = status;
    this.code = code;
    this.headers = headers;
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

export function notFound(what: string, id: number): HttpProblem {
  return new HttpProblem(404, "not_found", `There is no ${what} with the id ${id}.`);
}

export function conflict(code: string, detail: string): HttpProblem {
  return new HttpProblem(409, code, detail);
}

export function tooManyAttempts(retryAfterSeconds: number): HttpProblem {
  const detail = `Too many attempts; try again in ${retryAfterSeconds} s.`;
  return new HttpProblem(429, "too_many_attempts", detail, { "retry-after": String(retryAfterSeconds) });
}
