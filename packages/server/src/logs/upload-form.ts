import type { IncomingMessage } from "node:http";
import { uploadFields } from "@faultline/contract";
import type { FastifyRequest } from "fastify";
import type { z } from "zod";
import { HttpProblem } from "../http/problems.ts";
import type { FileIntake, ReceivedFile } from "../ingestion/file-intake.ts";
import type { ExpectedFile } from "../ingestion/upload-ahead.ts";
import { RefusedUploadError } from "../ingestion/upload-errors.ts";

const DRAIN_MS = 30_000;

export interface UploadForm {
  readonly received: ReceivedFile;
  readonly fields: z.output<typeof uploadFields>;
}

/**
 * Reads a multipart form whose file goes straight to the spool. Its text fields may stand before or after the file.
 * What fails leaves nothing in the spool.
 */
export async function readUploadForm(request: FastifyRequest, intake: FileIntake): Promise<UploadForm> {
  if (!request.isMultipart()) throw invalid("The request must be multipart/form-data with a file.");
  const texts: Record<string, unknown> = {};
  let received: ReceivedFile | null = null;
  try {
    for await (const part of request.parts()) {
      if (part.type === "field") texts[part.fieldname] = part.value;
      else if (part.fieldname === "file") received = await intake.receive(part.filename, part.file, expectedOf(texts));
      else throw invalid(`The file must be in the field "file", not in "${part.fieldname}".`);
    }
    if (!received)
      throw "file" in texts ? new RefusedUploadError("the file has no name.") : invalid('The field "file" is missing.');
    return { received, fields: fieldsOf(texts) };
  } catch (error) {
    drain(request.raw);
    if (received) await intake.discard(received);
    throw FORM_DEFECT.test((error as Error).message) ? invalid("The form is cut off, or has no boundary.") : error;
  }
}

// busboy raises these without a code.
const FORM_DEFECT = /^Multipart: Boundary not found|unexpected end of multipart data/i;

/**
 * Lets a client that is still sending come to its end, for a while: most read the answer only then, and a connection
 * with unread bytes on it could not serve the next request.
 */
function drain(request: IncomingMessage): void {
  request.unpipe();
  request.resume();
  const deadline = setTimeout(() => request.destroy(), DRAIN_MS).unref();
  request.once("close", () => clearTimeout(deadline));
}

/** Of the fields that stand before the file. */
function expectedOf(texts: Readonly<Record<string, unknown>>): ExpectedFile | null {
  const { data } = uploadFields.safeParse(texts);
  return data ? { timeZone: data.time_zone ?? null, modifiedAt: modifiedAtOf(data) } : null;
}

export function modifiedAtOf({ modified_at }: UploadForm["fields"]): Date | null {
  return modified_at === undefined ? null : new Date(modified_at);
}

function fieldsOf(texts: Readonly<Record<string, unknown>>): UploadForm["fields"] {
  const result = uploadFields.safeParse(texts);
  if (result.success) return result.data;
  throw invalid(result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; "));
}

function invalid(detail: string): HttpProblem {
  return new HttpProblem(422, "validation_failed", detail);
}
