import { Readable } from "node:stream";
import type { EventStore, LogFile } from "@faultline/storage";
import { RawBytesDifferError } from "./restore-spool.ts";
import type { Spool } from "./spool.ts";

/** The bytes of a file as they were received; null if they are not here. */
export type OpenRawBytes = (file: LogFile) => Promise<Readable | null>;

export function createOpenRawBytes(spool: Spool, events: Pick<EventStore, "readRawText">): OpenRawBytes {
  return async (file) => {
    const spooled = await spool.open(file.id);
    if (spooled) return spooled.createReadStream();
    return file.isRawInRecords ? Readable.from(recordsOf(file), { objectMode: false }) : null;
  };

  /** Breaks off where the records turn out not to be what was received: whoever reads must not take it for that. */
  async function* recordsOf(file: LogFile): AsyncGenerator<Uint8Array> {
    let sent = 0;
    for await (const chunk of events.readRawText(file.id)) {
      sent += chunk.byteLength;
      yield chunk;
    }
    if (sent !== file.sizeBytes)
      throw new RawBytesDifferError(`File ${file.id} has ${sent} of ${file.sizeBytes} bytes`);
  }
}
