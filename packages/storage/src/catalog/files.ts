import { and, asc, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { BlockProgress, FileFilter, FileStore, LogFile } from "./catalog.ts";
import { type Database, hasId, onlyRow } from "./database.ts";
import { logFiles } from "./schema.ts";

/**
 * `node`: whose files `listUnfinished` lists. The bytes that a file is read from are with the node that received it,
 * and to all others it would seem to have none.
 */
export function fileStore(database: Database, node: string): FileStore {
  return {
    async create({ filename, source, environment, logType, sizeBytes, modifiedAt }) {
      const values = { filename, source, environment, logType, sizeBytes, modifiedAt, node };
      return fileOf(onlyRow(await database.insert(logFiles).values(values).returning()));
    },
    async findById(id) {
      const [row] = await database.select().from(logFiles).where(hasId(logFiles.id, id));
      return row === undefined ? null : fileOf(row);
    },
    async list(filter, page) {
      const matching = filterCondition(filter);
      const rows = await database
        .select()
        .from(logFiles)
        .where(matching)
        .orderBy(desc(logFiles.uploadedAt), desc(logFiles.id))
        .limit(page.limit)
        .offset(page.offset);
      return { items: rows.map(fileOf), total: await database.$count(logFiles, matching) };
    },
    async idsOf(filter) {
      const rows = await database.select({ id: logFiles.id }).from(logFiles).where(filterCondition(filter));
      return rows.map((row) => row.id);
    },
    count: () => database.$count(logFiles),
    async listUnfinished() {
      const unfinished = and(eq(logFiles.node, node), inArray(logFiles.status, ["uploaded", "processing"]));
      const rows = await database.select().from(logFiles).where(unfinished).orderBy(asc(logFiles.id));
      return rows.map(fileOf);
    },
    async markProcessing(id) {
      await database
        .update(logFiles)
        .set({ status: "processing", error: null, processedAt: null })
        .where(eq(logFiles.id, id));
    },
    async recordBlock(id, progress) {
      await database.update(logFiles).set(additions(progress)).where(eq(logFiles.id, id));
    },
    async markProcessed(id) {
      await database
        .update(logFiles)
        .set({ status: "processed", processedAt: sql`now()` })
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

function filterCondition(filter: FileFilter): SQL | undefined {
  return and(
    filter.status === undefined ? undefined : eq(logFiles.status, filter.status),
    filter.source === undefined ? undefined : eq(logFiles.source, filter.source),
    filter.environment === undefined ? undefined : eq(logFiles.environment, filter.environment),
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
