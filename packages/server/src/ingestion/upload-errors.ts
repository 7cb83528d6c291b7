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
