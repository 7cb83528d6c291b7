import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { UploadBody } from "./upload-body.ts";

/**
 * Posts a form whose body is made while it is sent, which fetch would do without telling its length. Resolves to what
 * the server answered, or to the reason why it could not be sent.
 */
export async function sendForm(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: UploadBody,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<{ status: number; text: string } | string> {
  const request = url.startsWith("https:") ? httpsRequest : httpRequest;
  const outgoing = request(url, {
    method: "POST",
    signal,
    headers: { ...headers, "content-type": body.contentType, "content-length": body.contentLength },
  });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.on("response", resolve);
    outgoing.on("error", reject);
  });
  try {
    const sent = pipeline(Readable.from(body.chunks(onSent)), outgoing);
    // A refusal may come before all is sent.
    const answer = await Promise.race([answered, sent.then(() => answered)]);
    const text = Buffer.concat((await answer.toArray()) as Buffer[]).toString();
    return { status: answer.statusCode ?? 0, text };
  } catch (error) {
    return signal.aborted ? "interrupted" : causeOf(error);
  }
}

/** The system's words, which fetch hides behind its own. */
export function causeOf(error: unknown): string {
  const { cause, message } = error as Error;
  return cause instanceof Error ? cause.message || (cause as NodeJS.ErrnoException).code || message : message;
}
