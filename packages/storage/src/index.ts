export type * from "./events/analysis-counts.ts";
export type * from "./events/event-store.ts";
export type * from "./catalog/catalog.ts";
export type * from "./catalog/run-store.ts";
export type * from "./catalog/search-store.ts";
export type * from "./catalog/template-store.ts";
export { AlreadyTakenError, FILE_STATUSES, LastAdminError } from "./catalog/catalog.ts";
export { CatalogError, CatalogUnavailableError } from "./catalog/catalog-errors.ts";
export { identifyingText } from "./catalog/identifying-text.ts";
export { DataDirectoryInUseError, lockDataDirectory } from "./data-directory-lock.ts";
export { encodeEntryBlock } from "./events/entry-block.ts";
export {
  EventStoreError,
  EventStoreUnavailableError,
  QueryTimeoutError,
  QueryTooLargeError,
} from "./events/event-store-errors.ts";
export { placeAfter } from "./events/search-entries.ts";
export { openEventStore, type EventStoreLocation } from "./events/open-event-store.ts";
export { openCatalog, type CatalogLocation } from "./catalog/open-catalog.ts";
