import { and, desc, eq, gt, inArray, lt, type SQL, sql } from "drizzle-orm";
import type { RunResults, RunStore } from "./catalog.ts";
import { type Database, hasId, onlyRow } from "./database.ts";
import { analyticsRuns, errorClusters, scoredWindows } from "./schema.ts";

// A statement may have 65,535 parameters; a row here has up to nine.
const ROWS_PER_INSERT = 5000;

/** `node`: whose runs `failUnfinished` ends; those of other nodes may be under way. */
export function runStore(database: Database, node: string): RunStore {
  return {
    async create({ rangeStart, rangeEnd, requestedBy }) {
      return onlyRow(
        await database.insert(analyticsRuns).values({ rangeStart, rangeEnd, requestedBy, node }).returning(),
      );
    },
    async findById(id) {
      const [run] = await database.select().from(analyticsRuns).where(hasId(analyticsRuns.id, id));
      return run ?? null;
    },
    async list(page) {
      const newest = database.select().from(analyticsRuns).orderBy(desc(analyticsRuns.id));
      return { items: await newest.limit(page.limit).offset(page.offset), total: await database.$count(analyticsRuns) };
    },
    async markRunning(id) {
      await database
        .update(analyticsRuns)
        .set({ status: "running", startedAt: sql`now()` })
        .where(eq(analyticsRuns.id, id));
    },
    complete: (id, results, detail) =>
      database.transaction(async (transaction) => {
        await insertResults(transaction, id, results);
        await transaction
          .update(analyticsRuns)
          .set({ status: "completed", detail, finishedAt: sql`now()`, ...countsOf(results) })
          .where(eq(analyticsRuns.id, id));
      }),
    async fail(id, detail) {
      await database
        .update(analyticsRuns)
        .set({ status: "failed", detail, finishedAt: sql`now()` })
        .where(eq(analyticsRuns.id, id));
    },
    async failUnfinished(detail) {
      const failed = await database
        .update(analyticsRuns)
        .set({ status: "failed", detail, finishedAt: sql`now()` })
        .where(and(eq(analyticsRuns.node, node), inArray(analyticsRuns.status, ["queued", "running"])))
        .returning({ id: analyticsRuns.id });
      return failed.length;
    },
    async listAnomalies(range, page) {
      const matching = and(
        eq(scoredWindows.runId, latestCompletedRun(database)),
        eq(scoredWindows.isAnomaly, true),
        range.start === undefined ? undefined : gt(scoredWindows.windowEnd, range.start),
        range.end === undefined ? undefined : lt(scoredWindows.windowStart, range.end),
      );
      const items = await database
        .select()
        .from(scoredWindows)
        .where(matching)
        .orderBy(desc(scoredWindows.score), scoredWindows.windowStart)
        .limit(page.limit)
        .offset(page.offset);
      return { items, total: await database.$count(scoredWindows, matching) };
    },
    async listClusters(page) {
      const matching = eq(errorClusters.runId, latestCompletedRun(database));
      const items = await database
        .select()
        .from(errorClusters)
        .where(matching)
        .orderBy(desc(errorClusters.count), errorClusters.id)
        .limit(page.limit)
        .offset(page.offset);
      return { items, total: await database.$count(errorClusters, matching) };
    },
  };
}

function latestCompletedRun(database: Database): SQL {
  const latest = database
    .select({ id: analyticsRuns.id })
    .from(analyticsRuns)
    .where(eq(analyticsRuns.status, "completed"))
    .orderBy(desc(analyticsRuns.finishedAt), desc(analyticsRuns.id))
    .limit(1);
  return sql`(${latest})`;
}

async function insertResults(database: Database, runId: number, { windows, clusters }: RunResults): Promise<void> {
  for (let at = 0; at < windows.length; at += ROWS_PER_INSERT) {
    const rows = windows.slice(at, at + ROWS_PER_INSERT).map((window) => ({ ...window, runId }));
    await database.insert(scoredWindows).values(rows);
  }
  for (let at = 0; at < clusters.length; at += ROWS_PER_INSERT) {
    const rows = clusters.slice(at, at + ROWS_PER_INSERT);
    await database
      .insert(errorClusters)
      .values(
        rows.map((cluster) => ({ ...cluster, runId, keywords: [...cluster.keywords], shapes: [...cluster.shapes] })),
      );
  }
}

function countsOf({ windows, clusters }: RunResults) {
  return {
    windowCount: windows.length,
    anomalyCount: windows.filter((window) => window.isAnomaly).length,
    clusterCount: clusters.length,
  };
}
