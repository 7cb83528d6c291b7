import { createUtf8Transcoder, detectEncoding, type EncodingName } from "@faultline/logs";
import { UnreadableInputError } from "./input-errors.ts";
import type { Compression } from "./input-kind.ts";
import { type PeeledInput, peel } from "./peel.ts";
import { refusalByContent } from "./refused-kinds.ts";

const HEAD_BYTES = 256 * 1024;

/** A text that is not read yet, but for its beginning. */
export interface TextStream {
  readonly input: PeeledInput;
  readonly encoding: EncodingName;
}

/**
 * Tells how the text in an input is encoded.
 * @throws UnreadableInputError if it is plainly no text
 */
export async function openTextStream(
  bytes: AsyncIterable<Uint8Array>,
  encodingOf: (head: Uint8Array) => EncodingName | Promise<EncodingName> = detectEncoding,
): Promise<TextStream> {
  const input = await peel(bytes);
  await input.reader.fill(HEAD_BYTES);
  const head = input.reader.buffered;
  if (input.archive !== null)
    throw new UnreadableInputError(`${where(input.compressions)}An archive, which is no log.`);
  const reason = refusalByContent(head);
  if (reason !== null) throw new UnreadableInputError(where(input.compressions) + reason);
  return { input, encoding: await encodingOf(head.subarray(0, HEAD_BYTES)) };
}

function where(compressions: readonly Compression[]): string {
  return compressions.length === 0 ? "" : `Inside the ${compressions.join(" in ")} data: `;
}

/**
 * The text as UTF-8, in chunks each valid until the next; what was read before a failure comes before it.
 * @throws UnreadableInputError
 */
export async function* readTextStream(stream: TextStream, maxTextBytes: number): AsyncGenerator<Uint8Array> {
  const transcoder = createUtf8Transcoder(stream.encoding);
  let position = 0;
  for await (const chunk of stream.input.reader.rest()) {
    const text = transcoder.push(chunk);
    position += text.length;
    if (position > maxTextBytes)
      throw new UnreadableInputError(`Decompressed it has more than ${maxTextBytes} bytes, the most that is read.`);
    if (text.length > 0) yield text;
  }
  const last = transcoder.end();
  if (last.length > 0) yield last;
}
