export { LEVELS, NO_LEVEL, codeOfLevel, levelOfCode } from "./level.ts";
export type { Level, LevelCode } from "./level.ts";
export { PARSE_STATUSES } from "./record-block.ts";
export type { DictionaryColumn, ParseStatus, RecordBlock } from "./record-block.ts";
export type { CompletedBlock, LogReader, LogReaderOptions, LogReaderState } from "./log-reader.ts";
export { createLogReader } from "./reader/create-log-reader.ts";
export { maskMessage } from "./mask/masker.ts";
export { firstYearlessTimeMs } from "./timestamps/first-yearless-time.ts";
