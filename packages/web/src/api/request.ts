import { SAME_ORIGIN_HEADER } from "@faultline/contract";
import type { z } from "zod";
import { ApiError, errorOf, unreachable } from "./api-error.ts";

type QueryValue = string | number | undefined;

interface RequestOptions {
  readonly method?: "GET" | "POST" | "PATCH" | "DELETE";
  readonly query?: Readonly<Record<string, QueryValue>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/** Asks the API and checks its answer against the contract. @throws ApiError */
export async function request<T extends z.ZodType>(
  schema: T,
  path: string,
  options?: RequestOptions,
): Promise<z.output<T>> {
  const body = await send(path, options);
  const parsed = schema.safeParse(JSON.parse(body));
  if (!parsed.success) {
    const first = parsed.error.issues[0];
    throw new ApiError(
      200,
      "unexpected_response",
      `The server's answer from ${path} is not understood: ${first?.path.join(".") ?? ""} ${first?.message ?? ""}. ` +
        "The page may be older than the server: reload it.",
    );
  }
  return parsed.data;
}

/** The same where the answer's body does not matter. @throws ApiError */
export async function send(path: string, options: RequestOptions = {}): Promise<string> {
  const { method = "GET", query = {}, body, signal = null } = options;
  const headers: Record<string, string> = { Accept: "application/json" };
  if (method !== "GET") headers[SAME_ORIGIN_HEADER.name] = SAME_ORIGIN_HEADER.value;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const init: RequestInit = { method, headers, signal, credentials: "same-origin" };
  if (body !== undefined) init.body = JSON.stringify(body);

  let response: Response;
  let text: string;
  try {
    response = await fetch(path + queryString(query), init);
    text = await response.text();
  } catch (error) {
    if (signal?.aborted) throw error;
    throw unreachable();
  }
  if (!response.ok) throw errorOf(response.status, text);
  return text;
}

export function queryString(query: Readonly<Record<string, QueryValue>>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== "") parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}
