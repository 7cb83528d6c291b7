import { and, asc, desc, eq, gt, inArray, lt, not, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { RunResults, RunStore, TimeRange } from "./run-store.ts";
import { type Database, hasId } from "./database.ts";
import { analyticsRuns, anomalies, errorClusters, windowBlocks } from "./schema.ts";
import { decodeWindows, type WindowBlock, windowsWithin } from "./window-blocks.ts";

/** More at once would hold up other statements of the embedded catalog for longer than a few milliseconds. */
const MOST_ROWS = 50;
const LEAST_ROWS = 10;
/** Runs that keep their results; what is before them can only be made again. */
const RUNS_WITH_RESULTS = 5;
export const UNFINISHED = ["queued", "running"] as const;

type ResultStore = Pick<RunStore, "listAnomalies" | "findWindows" | "listClusters" | "findCluster">;

export function resultStore(database: Database): ResultStore {
  return {
    async listAnomalies(range, page) {
      const matching = and(eq(anomalies.runId, latestCompletedRun(database)), touches(range));
      const sorted = database
        .select()
        .from(anomalies)
        .where(matching)
        .orderBy(desc(anomalies.score), anomalies.windowStart);
      const [items, total] = await Promise.all([
        sorted.limit(page.limit).offset(page.offset),
        database.$count(anomalies, matching),
      ]);
      return { items, total };
    },
    async findWindows(runId, { start, end }) {
      const [run] = await database.select().from(analyticsRuns).where(hasId(analyticsRuns.id, runId));
      if (run?.status !== "completed" || run.windowSeconds === null) return null;
      const blocks: WindowBlock[] = await database
        .select()
        .from(windowBlocks)
        .where(and(eq(windowBlocks.runId, run.id), end === undefined ? undefined : lt(windowBlocks.firstStart, end)))
        .orderBy(asc(windowBlocks.firstStart));
      if (blocks.length === 0) return null;
      const windows = await decodeWindows(blocks, run.windowSeconds);
      return windowsWithin(windows, start?.getTime() ?? -Infinity, end?.getTime() ?? Infinity);
    },
    async listClusters(page) {
      const matching = eq(errorClusters.runId, latestCompletedRun(database));
      const sorted = database
        .select()
        .from(errorClusters)
        .where(matching)
        .orderBy(desc(errorClusters.count), errorClusters.id);
      const [items, total] = await Promise.all([
        sorted.limit(page.limit).offset(page.offset),
        database.$count(errorClusters, matching),
      ]);
      return { items, total };
    },
    async findCluster(id) {
      const isVisible = sql`${errorClusters.runId} IN (${completedRuns(database)})`;
      const [cluster] = await database
        .select()
        .from(errorClusters)
        .where(and(hasId(errorClusters.id, id), isVisible));
      return cluster ?? null;
    },
  };
}

export function latestCompletedRun(database: Database): SQL {
  return sql`(${completedRuns(database).limit(1)})`;
}

function completedRuns(database: Database) {
  return database
    .select({ id: analyticsRuns.id })
    .from(analyticsRuns)
    .where(eq(analyticsRuns.status, "completed"))
    .orderBy(desc(analyticsRuns.finishedAt), desc(analyticsRuns.id));
}

function unfinishedRuns(database: Database) {
  return database
    .select({ id: analyticsRuns.id })
    .from(analyticsRuns)
    .where(
      and(inArray(analyticsRuns.status, [...UNFINISHED]), gt(analyticsRuns.createdAt, sql`now() - interval '1 day'`)),
    );
}

/** Windows that touch the range. */
function touches({ start, end }: TimeRange): SQL | undefined {
  return and(
    start === undefined ? undefined : gt(anomalies.windowEnd, start),
    end === undefined ? undefined : lt(anomalies.windowStart, end),
  );
}

export async function insertResults(
  database: Database,
  runId: number,
  results: Pick<RunResults, "anomalies" | "clusters"> & { readonly windowBlocks: readonly WindowBlock[] },
  giveWay: () => Promise<void>,
): Promise<void> {
  for (const block of results.windowBlocks) {
    await giveWay();
    await database.insert(windowBlocks).values({ ...block, runId });
  }
  for (const part of inParts(results.anomalies)) {
    await giveWay();
    await database.insert(anomalies).values(part.map((anomaly) => ({ ...anomaly, runId })));
  }
  for (const part of inParts(results.clusters)) {
    await giveWay();
    await database
      .insert(errorClusters)
      .values(
        part.map((cluster) => ({ ...cluster, runId, keywords: [...cluster.keywords], shapes: [...cluster.shapes] })),
      );
  }
}

/** Not those of a run that was completed, though whoever completed it may not have heard of it. */
export async function deleteResults(database: Database, runId: number): Promise<void> {
  for (const table of [windowBlocks, anomalies, errorClusters]) {
    const isVisible = sql`${table.runId} IN (${completedRuns(database)})`;
    await database.delete(table).where(and(eq(table.runId, runId), not(isVisible)));
  }
}

/**
 * Results of runs before the latest few, and the oldest of very many runs: in one statement, which takes less time. Those of
 * unfinished runs may be on their way, unless they were asked for so long ago that their node is gone.
 */
export async function deleteOldResults(database: Database): Promise<void> {
  const isOld = (column: PgColumn): SQL => sql`${column} NOT IN (SELECT id FROM kept)`;
  const listed = database.select({ id: analyticsRuns.id }).from(analyticsRuns).orderBy(desc(analyticsRuns.id));
  await database.execute(sql`
    WITH kept AS MATERIALIZED ((${completedRuns(database).limit(RUNS_WITH_RESULTS)}) UNION ALL (${unfinishedRuns(database)})),
         old_windows AS (DELETE FROM ${windowBlocks} WHERE ${isOld(windowBlocks.runId)}),
         old_anomalies AS (DELETE FROM ${anomalies} WHERE ${isOld(anomalies.runId)}),
         old_clusters AS (DELETE FROM ${errorClusters} WHERE ${isOld(errorClusters.runId)})
    DELETE FROM ${analyticsRuns}
    WHERE ${analyticsRuns.id} IN (${listed.offset(RUNS_LISTED)}) AND ${isOld(analyticsRuns.id)}
      AND ${analyticsRuns.status} IN ('completed', 'failed', 'cancelled')`);
}

const RUNS_LISTED = 1000;

/**
 * Has the room of deleted results used again. An embedded PostgreSQL has no autovacuum: after some hundred runs what was deleted
 * would be tens of megabytes, which every deletion reads through while it answers nobody else.
 */
export async function reclaimRoom(database: Database, giveWay: () => Promise<void>): Promise<void> {
  for (const table of [anomalies, errorClusters, windowBlocks, analyticsRuns]) {
    await giveWay();
    await database.execute(sql`VACUUM ${table}`);
  }
}

/** Small parts of what is shown; of very many rows larger ones, since each is preceded by giving way. */
function inParts<T>(rows: readonly T[]): T[][] {
  const size = Math.min(MOST_ROWS, Math.max(LEAST_ROWS, Math.ceil(rows.length / 40)));
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, part) => rows.slice(part * size, (part + 1) * size));
}
