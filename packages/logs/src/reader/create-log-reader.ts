import { standardFormats } from "../formats/index.ts";
import type { LogReader, LogReaderOptions } from "../log-reader.ts";
import { FileReader } from "./file-reader.ts";

/** A reader of one file's bytes, from its beginning or from where `options.resumeFrom` says. */
export function createLogReader(options: LogReaderOptions): LogReader {
  return new FileReader(options.formats ?? standardFormats(), options);
}
