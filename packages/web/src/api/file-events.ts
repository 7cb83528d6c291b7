import { fileEvent, type FileEvent } from "@faultline/contract";
import { watchEvents, type StreamListener } from "./event-stream.ts";

/** Follows the files until the function it returns is called. */
export function watchFiles(listener: StreamListener<FileEvent>): () => void {
  return watchEvents("/logs/files/events", fileEvent, ["files", "file", "deleted"], listener);
}
