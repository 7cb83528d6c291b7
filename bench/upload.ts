import { once } from "node:events";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { type IncomingMessage, request } from "node:http";
import { basename } from "node:path";
import { pipeline } from "node:stream/promises";
import { text } from "node:stream/consumers";
import { uploadResponse } from "@faultline/contract";

const BOUNDARY = "faultline-benchmark";

/** Sends a file as a form would; plain streams, since fetch spends more time on a large body than the server does. */
export async function uploadFile(url: string, authorization: string, path: string): Promise<number> {
  const head = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="${basename(path)}"\r\n\r\n`;
  const tail = `\r\n--${BOUNDARY}--\r\n`;
  const upload = request(`${url}/logs/upload`, {
    method: "POST",
    headers: {
      authorization,
      "content-type": `multipart/form-data; boundary=${BOUNDARY}`,
      "content-length": head.length + (await stat(path)).size + tail.length,
    },
  });
  const responded = once(upload, "response");
  upload.write(head);
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), upload, { end: false });
  upload.end(tail);
  const [response] = (await responded) as [IncomingMessage];
  return uploadResponse.parse(JSON.parse(await text(response))).log_file_id;
}
