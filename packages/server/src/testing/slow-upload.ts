import { type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";

/** An upload that has sent the beginning of its file. */
export interface SlowUpload {
  /** Sends the rest, and fields after it. */
  finish(rest: Buffer, fields?: Readonly<Record<string, string>>): Promise<{ status: number | undefined; body: any }>;
  breakOff(): void;
}

/** `authorization`: the header. */
export function beginUpload(address: string, authorization: string, beginning: Buffer, name = "app.log"): SlowUpload {
  const headers = { authorization, "content-type": "multipart/form-data; boundary=b" };
  const upload = request(`${address}/logs/upload`, { method: "POST", headers });
  upload.on("error", () => undefined);
  upload.write(`--b\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`);
  upload.write(beginning);
  return {
    async finish(rest, fields = {}) {
      const answered = new Promise<IncomingMessage>((resolve) => upload.on("response", resolve));
      const parts = Object.entries(fields).map(
        ([field, value]) => `\r\n--b\r\ncontent-disposition: form-data; name="${field}"\r\n\r\n${value}`,
      );
      upload.write(rest);
      upload.end(`${parts.join("")}\r\n--b--\r\n`);
      const answer = await answered;
      return { status: answer.statusCode, body: JSON.parse(await text(answer)) };
    },
    breakOff: () => void upload.destroy(),
  };
}
