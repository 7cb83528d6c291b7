import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";

/** A form with a file, as the body of a request. */
export interface UploadBody {
  readonly contentType: string;
  readonly contentLength: number;
  /** `onSent` is told the bytes of the file that were taken from it. */
  chunks(onSent: (bytes: number) => void): AsyncGenerator<Uint8Array>;
}

const CHUNK_BYTES = 256 * 1024;

/** Multipart as RFC 7578 has it. The fields stand first, so that the server knows them when the file begins. */
export function uploadBody(
  file: { readonly path: string; readonly name: string; readonly sizeBytes: number },
  fields: Readonly<Record<string, string | undefined>>,
): UploadBody {
  const boundary = `faultline-${randomUUID()}`;
  const parts = Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
  const head = Buffer.from(
    `${parts.join("")}--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${quoted(file.name)}"\r\n` +
      "Content-Type: application/octet-stream\r\n\r\n",
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    contentLength: head.length + file.sizeBytes + tail.length,
    async *chunks(onSent) {
      yield head;
      let sent = 0;
      if (file.sizeBytes > 0) {
        // A log that is written to meanwhile is sent as long as it was said to be.
        const content = createReadStream(file.path, { end: file.sizeBytes - 1, highWaterMark: CHUNK_BYTES });
        for await (const chunk of content as AsyncIterable<Buffer>) {
          yield chunk;
          sent += chunk.length;
          onSent(sent);
        }
      }
      if (sent < file.sizeBytes) throw new Error("it became shorter while it was sent; send it again");
      yield tail;
    },
  };
}

/** As browsers escape a name (HTML 4.10.21.8). */
function quoted(name: string): string {
  return name.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
