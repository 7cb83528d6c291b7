import type { EventStore, LogFile } from "@faultline/storage";
import type { Spool } from "./spool.ts";

/** The records of a file are not the bytes that were received. */
export class RawBytesDifferError extends Error {
  readonly code = "raw_bytes_differ";
}

/**
 * Puts the bytes of a file back into the spool from its records.
 * @throws RawBytesDifferError, and then nothing is in the spool
 */
export async function restoreSpool(
  file: LogFile,
  events: Pick<EventStore, "readRawText">,
  spool: Spool,
  signal: AbortSignal,
): Promise<void> {
  const spooled = await spool.write(untilAborted(events.readRawText(file.id), signal));
  const isWhole = spooled.sizeBytes === file.sizeBytes;
  if (isWhole && (file.contentSha256 === null || spooled.sha256 === file.contentSha256)) {
    await spool.assign(spooled, file.id);
    return;
  }
  await spool.discard(spooled);
  throw new RawBytesDifferError(
    `The records of file ${file.id} are ${spooled.sizeBytes} bytes with the hash ${spooled.sha256}, not what was received`,
  );
}

async function* untilAborted(bytes: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    signal.throwIfAborted();
    yield chunk;
  }
}
