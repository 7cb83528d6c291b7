import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { type Member, readMembers } from "../input/index.ts";
import { UnreadableInputError } from "../input/input-errors.ts";
import { writeIncoming } from "./incoming-file.ts";
import type { ParseJob, UnpackedMember } from "./parse-job.ts";
import { RefusedUploadError } from "./upload-errors.ts";

const MAX_MEMBERS = 10_000;

/**
 * Writes the members of an archive to the spool, one after another, but for those that are there.
 * @throws UnreadableInputError after the last member, if one could not be read to its end or there is none at all
 */
export async function* unpackArchive(
  job: Pick<ParseJob, "path" | "maxTextBytes" | "unpacked">,
): AsyncGenerator<UnpackedMember> {
  const unpacked = new Set(job.unpacked);
  let isEmpty = true;
  for await (const member of readMembers(job.path, { maxMembers: MAX_MEMBERS, maxBytes: job.maxTextBytes })) {
    isEmpty = false;
    if (!unpacked.has(member.path)) yield* writeMember(member, job);
  }
  if (isEmpty) throw new UnreadableInputError("The archive has no files with anything in them.");
}

async function* writeMember(
  { path, modifiedAt, bytes }: Member,
  job: Pick<ParseJob, "path" | "maxTextBytes">,
): AsyncGenerator<UnpackedMember> {
  try {
    const written = await writeIncoming(dirname(job.path), readableCopies(bytes), job.maxTextBytes);
    if (written.sizeBytes > 0) yield { path, modifiedAt, bytes: written };
    else await rm(written.path);
  } catch (error) {
    if (!(error instanceof RefusedUploadError)) throw error;
    yield { path, modifiedAt, bytes: null, reason: error.message };
  }
}

/**
 * A member's chunks are valid until the next only, and a file is written a little later. What comes before damage is
 * kept; of the damage itself the archive tells once all of it is unpacked.
 */
async function* readableCopies(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of chunks) yield Buffer.from(chunk);
  } catch (error) {
    if (!(error instanceof UnreadableInputError)) throw error;
  }
}
