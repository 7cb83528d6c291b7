export type * from "./events/event-store.ts";
export type * from "./catalog/catalog.ts";
export { AlreadyTakenError, FILE_STATUSES, RUN_STATUSES } from "./catalog/catalog.ts";
