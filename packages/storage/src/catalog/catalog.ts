import type { Page } from "../events/event-store.ts";
import type { PageOf } from "./page-of.ts";
import type { SearchStore } from "./search-store.ts";
import type { RunStore } from "./run-store.ts";
import type { TemplateStore } from "./template-store.ts";

export type Role = "admin" | "viewer";

export interface User {
  readonly id: number;
  readonly username: string;
  readonly email: string | null;
  readonly role: Role;
  readonly isActive: boolean;
  readonly createdAt: Date;
  /** argon2id, PHC string. */
  readonly passwordHash: string;
  /** Part of each token; raising it ends every session of the user. */
  readonly tokenVersion: number;
}
export type NewUser = Pick<User, "username" | "email" | "role" | "passwordHash">;

export interface ApiKey {
  readonly id: number;
  readonly userId: number;
  readonly name: string;
  readonly keyPrefix: string;
  readonly isActive: boolean;
  readonly createdAt: Date;
}
export type NewApiKey = Pick<ApiKey, "userId" | "name" | "keyPrefix"> & { readonly keyHash: string };

export const FILE_STATUSES = ["uploaded", "processing", "processed", "failed"] as const;
export type FileStatus = (typeof FILE_STATUSES)[number];

export interface LogFile {
  readonly id: number;
  readonly filename: string;
  readonly source: string | null;
  readonly environment: string | null;
  readonly logType: string | null;
  readonly status: FileStatus;
  readonly sizeBytes: number;
  readonly processedBytes: number;
  /** Physical lines; parsed + failed = total. Lines of records whose status is parsed or partial count as parsed. */
  readonly totalLines: number;
  readonly parsedLines: number;
  readonly failedLines: number;
  /** Records, by parse status. */
  readonly parsedEntries: number;
  readonly partialEntries: number;
  readonly failedEntries: number;
  /** Formats found and the records each took, most first. */
  readonly formats: readonly { readonly name: string; readonly entries: number }[];
  readonly firstTimestamp: Date | null;
  readonly lastTimestamp: Date | null;
  readonly error: string | null;
  readonly modifiedAt: Date | null;
  readonly uploadedAt: Date;
  readonly processedAt: Date | null;
  /** Where to go on after the last stored block; opaque here. Null before the first. */
  readonly checkpoint: unknown;
  /** SHA-256 of the received bytes in hexadecimal; null for files of earlier versions. */
  readonly contentSha256: string | null;
  /** The archive that the file is a member of. It goes when the archive goes. */
  readonly archiveId: number | null;
  /** Of an archive: the members found so far. Null for a file that is none. */
  readonly memberCount: number | null;
  /** Where the clocks of timestamps without a zone stood, as it was given; null: as the server's setting says. */
  readonly timeZone: string | null;
  /** How the text is encoded, once it is known. */
  readonly encoding: string | null;
  /** Raised each time the file is read anew from its start, so that no block is taken for one of an earlier reading. */
  readonly attempt: number;
  /** The raw records, one after another, are the received bytes, which are kept nowhere else. */
  readonly isRawInRecords: boolean;
}
export type NewLogFile = Pick<LogFile, "filename" | "source" | "environment" | "logType" | "sizeBytes" | "modifiedAt"> &
  Partial<Pick<LogFile, "contentSha256" | "archiveId" | "timeZone">>;

export type FileOrigin = Pick<LogFile, "id" | "filename" | "source" | "environment">;

/** What a stored block adds to its file. Counts are added, times widen, the checkpoint and processedBytes replace. */
export interface BlockProgress {
  readonly processedBytes: number;
  readonly totalLines: number;
  readonly parsedLines: number;
  readonly failedLines: number;
  readonly parsedEntries: number;
  readonly partialEntries: number;
  readonly failedEntries: number;
  readonly formats: readonly { readonly name: string; readonly entries: number }[];
  readonly firstTimestamp: Date | null;
  readonly lastTimestamp: Date | null;
  readonly checkpoint: unknown;
}

export interface FileFilter {
  readonly status?: FileStatus | undefined;
  readonly source?: string | undefined;
  readonly environment?: string | undefined;
  readonly archiveId?: number | undefined;
  /** Without the members of archives. */
  readonly isTopLevel?: boolean | undefined;
  readonly contentSha256?: string | undefined;
  /** In the name, in any case. */
  readonly inFilename?: string | undefined;
  readonly processedAfter?: Date | undefined;
}

/** A unique field that another row already has. */
export class AlreadyTakenError extends Error {
  readonly code = "already_taken";
  readonly field: "username" | "email";
  constructor(field: "username" | "email") {
    super(`That ${field} is taken already.`);
    this.field = field;
  }
}

/** What would leave nobody who may administer. */
export class LastAdminError extends Error {
  readonly code = "last_admin";
  constructor() {
    super("This is the last active admin; make another one first.");
  }
}

/**
 * Everything that is not a log entry: PostgreSQL, in the process (PGlite) or on a server. Every failure is a
 * `CatalogError` or what the method names.
 */
export interface Catalog {
  migrate(): Promise<void>;
  readonly users: UserStore;
  readonly apiKeys: ApiKeyStore;
  readonly files: FileStore;
  readonly runs: RunStore;
  readonly searches: SearchStore;
  readonly templates: TemplateStore;
  readonly audit: AuditLog;
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface UserStore {
  count(): Promise<number>;
  /** @throws AlreadyTakenError */
  create(user: NewUser): Promise<User>;
  /** Creates the user only if there is none yet, atomically; null if there is one. */
  createFirst(user: NewUser): Promise<User | null>;
  findById(id: number): Promise<User | null>;
  /** Usernames are compared without regard to case. */
  findByUsername(username: string): Promise<User | null>;
  /** In the order they were created. */
  list(page: Page): Promise<PageOf<User>>;
  /**
   * Changes what is given. Whoever is disabled has to sign in anew when enabled again. Null if there is no such user.
   * @throws LastAdminError if no active admin would be left, whatever others change at the same time
   */
  update(id: number, change: { readonly role?: Role; readonly isActive?: boolean }): Promise<User | null>;
  /** Ends every session of the user; null if there is no such user. */
  setPassword(id: number, passwordHash: string): Promise<User | null>;
}

export interface ApiKeyStore {
  create(key: NewApiKey): Promise<ApiKey>;
  listOf(userId: number): Promise<ApiKey[]>;
  /** False if the user has no such key. */
  revoke(id: number, userId: number): Promise<boolean>;
  /** The owner of an active key, if that user is active. */
  findOwner(keyHash: string): Promise<User | null>;
}

export interface FileStore {
  /** The id of a file that may be entered later; one that never is leaves a gap. */
  reserveId(): Promise<number>;
  /** `id`: one that was reserved. */
  create(file: NewLogFile, id?: number): Promise<LogFile>;
  findById(id: number): Promise<LogFile | null>;
  /** Newest first. */
  list(filter: FileFilter, page: Page): Promise<PageOf<LogFile>>;
  /** Ids of the files that match: for filters on entries. */
  idsOf(filter: FileFilter): Promise<number[]>;
  /** Of all files: what a query may ask of where an entry is from. */
  listOrigins(): Promise<FileOrigin[]>;
  count(): Promise<number>;
  /** Files that this node has still to read (`uploaded`, or `processing` when the process ended), oldest first. */
  listUnfinished(): Promise<LogFile[]>;
  /** Files of this node that failed with just this error. */
  listFailed(error: string): Promise<LogFile[]>;
  /** The members of an archive, in the order they were found. */
  listMembers(archiveId: number): Promise<LogFile[]>;
  /** Puts a file in line again on this node, to be read on from its checkpoint; null if there is no such file. */
  requeue(id: number): Promise<LogFile | null>;
  /**
   * Puts a file in line on this node, to be read from its start: its counts, times, checkpoint and error are as of a new
   * one, its attempt is the next. Its entries are the caller's to delete. Null if there is no such file.
   */
  restart(id: number): Promise<LogFile | null>;
  setTimeZone(id: number, timeZone: string | null): Promise<void>;
  /** What the file turned out to be. */
  describeContent(
    id: number,
    content: Partial<Pick<LogFile, "encoding" | "memberCount" | "isRawInRecords">>,
  ): Promise<void>;
  markProcessing(id: number): Promise<void>;
  /** False, and nothing recorded, if the file is gone, was given up, or is at another attempt: its reading is to end. */
  recordBlock(file: Pick<LogFile, "id" | "attempt">, progress: BlockProgress): Promise<boolean>;
  /** All of its bytes count as read then, those of an archive too, which is no text. */
  markProcessed(
    id: number,
    content: Pick<LogFile, "isRawInRecords"> & Partial<Pick<LogFile, "encoding">>,
  ): Promise<void>;
  markFailed(id: number, error: string): Promise<void>;
  /** The members of an archive go with it. An id is never given again. */
  delete(id: number): Promise<void>;
}

export interface AuditLog {
  record(event: { action: string; userId: number | null; detail: Readonly<Record<string, unknown>> }): Promise<void>;
}
