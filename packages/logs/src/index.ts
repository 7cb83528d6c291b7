export { LEVELS, NO_LEVEL, codeOfLevel, levelOfCode } from "./level.ts";
export type { Level, LevelCode } from "./level.ts";
export { PARSE_STATUSES } from "./record-block.ts";
export type { DictionaryColumn, ParseStatus, RecordBlock } from "./record-block.ts";
export type { CompletedBlock, LogReader, LogReaderOptions, LogReaderState } from "./log-reader.ts";
export { createLogReader } from "./reader/create-log-reader.ts";
export { maskMessage } from "./mask/masker.ts";
export { firstYearlessTimeMs } from "./timestamps/first-yearless-time.ts";
export { referenceTimeOf } from "./timestamps/file-name-time.ts";
export { recordAt } from "./log-record.ts";
export type { LogRecord } from "./log-record.ts";
export { listFormats, loadFormats, standardFormats } from "./formats/index.ts";
export type { FormatFamily, LogFormats } from "./formats/index.ts";
export { FormatFilesError } from "./formats/format-files.ts";
export type { FormatFile } from "./formats/format-files.ts";
export { checkFormat } from "./formats/format-check.ts";
export type { FormatCheck, FormatDifference, FormatSampleCheck } from "./formats/format-check.ts";
export { isTimeZone, parseTimeZone } from "./timestamps/time-zone.ts";
export type { EncodingName } from "./encoding/encoding-name.ts";
export { detectEncoding } from "./encoding/detect-encoding.ts";
export { createUtf8Transcoder } from "./encoding/utf8-transcoder.ts";
export type * from "./search/search-query.ts";
export { MAX_SEARCH_LENGTH } from "./search/search-query.ts";
export { findSearchField, SEARCH_FIELDS } from "./search/search-fields.ts";
export type { SearchField, SearchFieldKind, SearchFieldName } from "./search/search-fields.ts";
export { parseSearch } from "./search/parse-search.ts";
export { formatSearch } from "./search/format-search.ts";
export { searchTokens } from "./search/search-tokens.ts";
export type { SearchToken } from "./search/search-tokens.ts";
export { completeSearch, completionAt } from "./search/completion.ts";
export type { SearchCompletion } from "./search/completion.ts";
export { findHighlights, highlightTerms } from "./search/highlights.ts";
export type { HighlightTerm } from "./search/highlights.ts";
export {
  attributeOf,
  fieldOfAttribute,
  levelOfText,
  levelsCompared,
  parseStatusOf,
  wholeNumberOf,
} from "./search/field-meaning.ts";
export { momentOf } from "./search/moment.ts";
export { quantityOf } from "./search/quantity.ts";
