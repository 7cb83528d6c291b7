import { and, asc, desc, eq, gt, inArray, isNull, ne, type SQL, sql } from "drizzle-orm";
import type { BlockProgress, FileFilter, FileStore, LogFile } from "./catalog.ts";
import { type Database, hasId, onlyRow } from "./database.ts";
import { logFiles, storable } from "./schema.ts";

/**
 * `node`: whose files `listUnfinished` lists. The bytes that a file is read from are with the node that received it,
 * and to all others it would seem to have none.
 */
export function fileStore(database: Database, node: string): FileStore {
  return {
    async reserveId() {
      const id = sql`nextval(pg_get_serial_sequence('log_files', 'id'))`.mapWith(logFiles.id);
      return onlyRow(await database.select({ id }).from(sql`(VALUES (1)) AS one`)).id;
    },
    async create(file, id) {
      const row = database
        .insert(logFiles)
        .overridingSystemValue()
        .values({ ...file, id, node });
      return fileOf(onlyRow(await row.returning()));
    },
    async findById(id) {
      const [row] = await database.select().from(logFiles).where(hasId(logFiles.id, id));
      return row === undefined ? null : fileOf(row);
    },
    async list(filter, page) {
      const matching = filterCondition(filter);
      const newest = database
        .select()
        .from(logFiles)
        .where(matching)
        .orderBy(desc(logFiles.uploadedAt), desc(logFiles.id));
      const [rows, total] = await Promise.all([
        newest.limit(page.limit).offset(page.offset),
        database.$count(logFiles, matching),
      ]);
      return { items: rows.map(fileOf), total };
    },
    async idsOf(filter) {
      const rows = await database.select({ id: logFiles.id }).from(logFiles).where(filterCondition(filter));
      return rows.map((row) => row.id);
    },
    listOrigins() {
      const { id, filename, source, environment } = logFiles;
      return database.select({ id, filename, source, environment }).from(logFiles);
    },
    count: () => database.$count(logFiles),
    async listUnfinished() {
      const unfinished = and(eq(logFiles.node, node), inArray(logFiles.status, ["uploaded", "processing"]));
      const rows = await database.select().from(logFiles).where(unfinished).orderBy(asc(logFiles.id));
      return rows.map(fileOf);
    },
    async listFailed(error) {
      const failed = and(eq(logFiles.node, node), eq(logFiles.status, "failed"), eq(logFiles.error, error));
      const rows = await database.select().from(logFiles).where(failed).orderBy(asc(logFiles.id));
      return rows.map(fileOf);
    },
    async listMembers(archiveId) {
      const ofArchive = eq(logFiles.archiveId, archiveId);
      return (await database.select().from(logFiles).where(ofArchive).orderBy(asc(logFiles.id))).map(fileOf);
    },
    async requeue(id) {
      const waiting = { status: "uploaded", error: null, processedAt: null, node } as const;
      const [row] = await database.update(logFiles).set(waiting).where(hasId(logFiles.id, id)).returning();
      return row === undefined ? null : fileOf(row);
    },
    async restart(id) {
      const [row] = await database
        .update(logFiles)
        .set({ ...NOTHING_READ, node, attempt: sql`${logFiles.attempt} + 1` })
        .where(hasId(logFiles.id, id))
        .returning();
      return row === undefined ? null : fileOf(row);
    },
    async setTimeZone(id, timeZone) {
      await database.update(logFiles).set({ timeZone }).where(eq(logFiles.id, id));
    },
    async describeContent(id, content) {
      await database.update(logFiles).set(content).where(eq(logFiles.id, id));
    },
    async markProcessing(id) {
      await database
        .update(logFiles)
        .set({ status: "processing", error: null, processedAt: null })
        .where(eq(logFiles.id, id));
    },
    async recordBlock({ id, attempt }, progress) {
      const isBeingRead = and(eq(logFiles.id, id), eq(logFiles.attempt, attempt), ne(logFiles.status, "failed"));
      const changed = database.update(logFiles).set(additions(progress)).where(isBeingRead);
      return (await changed.returning({ id: logFiles.id })).length > 0;
    },
    async markProcessed(id, content) {
      await database
        .update(logFiles)
        .set({ ...content, status: "processed", processedAt: sql`now()`, processedBytes: sql`${logFiles.sizeBytes}` })
        .where(eq(logFiles.id, id));
    },
    async markFailed(id, error) {
      await database
        .update(logFiles)
        .set({ status: "failed", error, processedAt: sql`now()` })
        .where(eq(logFiles.id, id));
    },
    async delete(id) {
      await database.delete(logFiles).where(eq(logFiles.id, id));
    },
  };
}

const NOTHING_READ = {
  status: "uploaded",
  processedBytes: 0,
  totalLines: 0,
  parsedLines: 0,
  failedLines: 0,
  parsedEntries: 0,
  partialEntries: 0,
  failedEntries: 0,
  formats: {},
  firstTimestamp: null,
  lastTimestamp: null,
  error: null,
  processedAt: null,
  checkpoint: null,
  encoding: null,
} as const;

function filterCondition(filter: FileFilter): SQL | undefined {
  return and(
    filter.status === undefined ? undefined : eq(logFiles.status, filter.status),
    filter.source === undefined ? undefined : eq(logFiles.source, filter.source),
    filter.environment === undefined ? undefined : eq(logFiles.environment, filter.environment),
    filter.archiveId === undefined ? undefined : hasId(logFiles.archiveId, filter.archiveId),
    filter.isTopLevel ? isNull(logFiles.archiveId) : undefined,
    filter.contentSha256 === undefined ? undefined : eq(logFiles.contentSha256, filter.contentSha256),
    filter.inFilename === undefined
      ? undefined
      : sql`strpos(lower(${logFiles.filename}), lower(${storable(filter.inFilename)})) > 0`,
    filter.processedAfter === undefined ? undefined : gt(logFiles.processedAt, filter.processedAfter),
  );
}

/** One statement, so that what is read and what is written cannot be torn apart by another block. */
function additions(progress: BlockProgress) {
  const plus = (column: CountColumn) => sql`${logFiles[column]} + ${progress[column]}::bigint`;
  return {
    processedBytes: progress.processedBytes,
    totalLines: plus("totalLines"),
    parsedLines: plus("parsedLines"),
    failedLines: plus("failedLines"),
    parsedEntries: plus("parsedEntries"),
    partialEntries: plus("partialEntries"),
    failedEntries: plus("failedEntries"),
    formats: withAdded(progress.formats),
    // LEAST and GREATEST pass over NULL.
    firstTimestamp: sql`LEAST(${logFiles.firstTimestamp}, ${sql.param(progress.firstTimestamp, logFiles.firstTimestamp)})`,
    lastTimestamp: sql`GREATEST(${logFiles.lastTimestamp}, ${sql.param(progress.lastTimestamp, logFiles.lastTimestamp)})`,
    checkpoint: progress.checkpoint,
  };
}

type CountColumn = "totalLines" | "parsedLines" | "failedLines" | "parsedEntries" | "partialEntries" | "failedEntries";

function withAdded(formats: BlockProgress["formats"]): SQL {
  const added = JSON.stringify(Object.fromEntries(formats.map(({ name, entries }) => [name, entries])));
  return sql`(
    SELECT COALESCE(jsonb_object_agg(name, entries), '{}')
    FROM (
      SELECT key AS name, SUM(value::bigint) AS entries
      FROM (SELECT * FROM jsonb_each_text(${logFiles.formats}) UNION ALL SELECT * FROM jsonb_each_text(${added}::jsonb)) AS each
      GROUP BY key
    ) AS sums
  )`;
}

function fileOf({ node: _, ...row }: typeof logFiles.$inferSelect): LogFile {
  const formats = Object.entries(row.formats).map(([name, entries]) => ({ name, entries }));
  return { ...row, formats: formats.sort((a, b) => b.entries - a.entries || (a.name < b.name ? -1 : 1)) };
}
