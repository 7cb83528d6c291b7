import type { LogFile } from "@faultline/storage";

/** An upload that is plainly no log. Clients know it by how the text begins. */
export class RefusedUploadError extends Error {
  readonly code = "invalid_file_type";
  constructor(reason: string) {
    super(`Invalid file type: ${reason}`);
  }
}

export class UploadTooLargeError extends Error {
  readonly code = "upload_too_large";
  constructor(maxBytes: number) {
    super(
      `The file is larger than ${Math.floor(maxBytes / (1024 * 1024))} MiB, the most this server takes (MAX_UPLOAD_MB).`,
    );
  }
}

/** The content was uploaded before. */
export class DuplicateContentError extends Error {
  readonly code = "duplicate_content";
  readonly fileId: number;
  constructor({ id, filename, status }: LogFile) {
    const advice =
      status === "failed"
        ? "It failed: retry that one, or allow a duplicate to have this one read as well."
        : "Allow a duplicate to have it read once more.";
    super(`The same content was uploaded before, as ${JSON.stringify(filename)} (file ${id}). ${advice}`);
    this.fileId = id;
  }
}

/** So many files wait to be read that no more are taken for now. */
export class QueueFullError extends Error {
  readonly code = "queue_full";
  /** After which another attempt makes sense. */
  readonly retryAfterSeconds = 5;
  constructor() {
    super("Too many files wait to be read; send this one again in some seconds.");
  }
}
