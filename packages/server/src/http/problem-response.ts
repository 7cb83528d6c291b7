import { STATUS_CODES } from "node:http";
import type { Problem } from "@faultline/contract";
import { AlreadyTakenError, LastAdminError } from "@faultline/storage";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { FileStateError } from "../ingestion/file-lifecycle.ts";
import {
  DuplicateContentError,
  QueueFullError,
  RefusedUploadError,
  UploadTooLargeError,
} from "../ingestion/upload-errors.ts";
import { HttpProblem, type ProblemExtensions } from "./problems.ts";

interface Description {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly extensions?: ProblemExtensions;
}

/** What the framework, the parser of forms and the engines raise, by code, in words for people. */
const KNOWN_ERRORS: Readonly<Record<string, Description>> = {
  query_timeout: {
    status: 504,
    code: "query_timeout",
    detail: "The query took too long; narrow its range or filters.",
  },
  query_too_large: {
    status: 422,
    code: "query_too_large",
    detail: "The query finds too much; narrow its range or filters.",
  },
  event_store_unavailable: {
    status: 503,
    code: "event_store_unavailable",
    detail: "The store of log entries does not answer.",
  },
  catalog_unavailable: {
    status: 503,
    code: "catalog_unavailable",
    detail: "The store of accounts and files does not answer.",
  },
  ENOSPC: { status: 507, code: "disk_full", detail: "The disk of the server is full." },
  EDQUOT: { status: 507, code: "disk_full", detail: "The server has used up its share of the disk." },
  FST_ERR_CTP_INVALID_JSON_BODY: { status: 422, code: "invalid_json", detail: "The body is not valid JSON." },
  FST_ERR_CTP_BODY_TOO_LARGE: { status: 413, code: "body_too_large", detail: "The body is too large for this route." },
  FST_ERR_BAD_URL: { status: 400, code: "bad_url", detail: "The path is not valid." },
  FST_FILES_LIMIT: { status: 422, code: "too_many_files", detail: "An upload takes one file." },
  FST_FIELDS_LIMIT: { status: 422, code: "too_many_fields", detail: "The form has too many fields." },
  FST_PARTS_LIMIT: { status: 422, code: "too_many_fields", detail: "The form has too many fields." },
};

const CONTENT_TYPE = "application/problem+json; charset=utf-8";

/** Turns whatever a route threw into a problem document. What nobody expected is logged and tells the client nothing. */
export async function sendProblemOf(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const description = describe(error);
  if (description.status >= 500) request.log.error({ err: error }, "request failed");
  return send(description, request, reply);
}

export async function sendNotFound(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const path = request.url.split("?", 1)[0];
  return send(
    { status: 404, code: "no_such_route", detail: `Nothing answers ${request.method} ${path}.` },
    request,
    reply,
  );
}

function send({ headers = {}, ...rest }: Description, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, code, detail, extensions } = rest;
  const body: Problem = {
    type: "about:blank",
    title: STATUS_CODES[status] ?? "Error",
    status,
    code,
    detail,
    request_id: request.id,
  };
  return reply
    .code(status)
    .headers({ ...headers, "cache-control": "no-store" })
    .type(CONTENT_TYPE)
    .serializer(JSON.stringify)
    .send({ ...body, ...extensions });
}

function describe(error: unknown): Description {
  if (error instanceof HttpProblem) return { ...error, detail: error.message };
  if (error instanceof AlreadyTakenError) return { status: 409, code: error.code, detail: error.message };
  if (error instanceof LastAdminError) return { status: 409, code: error.code, detail: error.message };
  if (error instanceof RefusedUploadError) return { status: 400, code: error.code, detail: error.message };
  if (error instanceof UploadTooLargeError) return { status: 413, code: error.code, detail: error.message };
  if (error instanceof FileStateError) return { status: 409, code: error.code, detail: error.message };
  if (error instanceof DuplicateContentError) {
    return { status: 409, code: error.code, detail: error.message, extensions: { log_file_id: error.fileId } };
  }
  if (error instanceof QueueFullError) {
    const headers = { "retry-after": String(error.retryAfterSeconds) };
    return { status: 503, code: error.code, detail: error.message, headers };
  }
  if (hasZodFastifySchemaValidationErrors(error)) return describeValidation(error);
  const { statusCode, code, message } = error as Partial<FastifyError>;
  const known = code === undefined ? undefined : KNOWN_ERRORS[code];
  if (known) return known;
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return {
      status: statusCode,
      code: code?.toLowerCase() ?? "bad_request",
      detail: message ?? "The request is not valid.",
    };
  }
  return {
    status: 500,
    code: "internal_error",
    detail: "Something went wrong here; the server's log has it under this request id.",
  };
}

const VALIDATED_PARTS: Readonly<Record<string, string>> = { querystring: "query", params: "path", body: "body" };

function describeValidation(error: FastifyError): Description {
  const errors = (error.validation ?? []).map(({ instancePath, message = "is not valid" }) => ({
    path: instancePath.replace(/^\//, "").replaceAll("/", "."),
    message,
  }));
  const where = VALIDATED_PARTS[error.validationContext ?? ""] ?? "request";
  const detail = errors.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join("; ");
  return {
    status: 422,
    code: "validation_failed",
    detail: `The ${where} is not valid. ${detail}`,
    extensions: { errors },
  };
}
