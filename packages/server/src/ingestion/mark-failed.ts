import { setTimeout as sleep } from "node:timers/promises";
import type { FileStore } from "@faultline/storage";
import type { Logger } from "pino";

const PAUSE_MS = 5000;

/**
 * Marks a file as failed, however long the catalog does not answer: what made the file fail may be the very same
 * outage, and a file that nobody reads must not be said to be read. Gives up when `signal` asks for an end; the next
 * start takes the file up then.
 */
export async function markFailedInTheEnd(
  files: Pick<FileStore, "markFailed">,
  fileId: number,
  reason: string,
  signal: AbortSignal,
  logger: Logger,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await files.markFailed(fileId, reason);
      return;
    } catch (error) {
      logger.error({ file_id: fileId, err: error }, "a file could not be marked as failed");
      await sleep(PAUSE_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}
