import { and, desc, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { type Database, hasId, onlyRow } from "./database.ts";
import {
  deleteOldResults,
  deleteResults,
  insertResults,
  latestCompletedRun,
  resultStore,
  UNFINISHED,
} from "./run-results.ts";
import type { RunResults, RunStore } from "./run-store.ts";
import { analyticsRuns } from "./schema.ts";
import { encodeWindows } from "./window-blocks.ts";

/** `node`: whose runs `failUnfinished` ends; those of other nodes may be under way. */
export function runStore(database: Database, node: string): RunStore {
  return {
    ...resultStore(database),
    async create({ fileIds, services, ...run }) {
      const lists = { fileIds: fileIds && [...fileIds], services: services && [...services] };
      return onlyRow(
        await database
          .insert(analyticsRuns)
          .values({ ...run, ...lists, stage: "queued", node })
          .returning(),
      );
    },
    async findById(id) {
      const [run] = await database.select().from(analyticsRuns).where(hasId(analyticsRuns.id, id));
      return run ?? null;
    },
    async list(page) {
      const newest = database.select().from(analyticsRuns).orderBy(desc(analyticsRuns.id));
      const [items, total] = await Promise.all([
        newest.limit(page.limit).offset(page.offset),
        database.$count(analyticsRuns),
      ]);
      return { items, total };
    },
    async findLatest() {
      const [run] = await database
        .select()
        .from(analyticsRuns)
        .where(eq(analyticsRuns.id, latestCompletedRun(database)));
      return run ?? null;
    },
    async findLatestWhole() {
      const { rangeStart, rangeEnd, fileIds, services, status, startedAt } = analyticsRuns;
      const isWhole = [rangeStart, rangeEnd, fileIds, services].map((choice) => isNull(choice));
      const [run] = await database
        .select()
        .from(analyticsRuns)
        .where(and(eq(status, "completed"), isNotNull(startedAt), ...isWhole))
        .orderBy(desc(startedAt))
        .limit(1);
      return run ?? null;
    },
    async markRunning(id) {
      await database
        .update(analyticsRuns)
        .set({ status: "running", startedAt: sql`now()` })
        .where(eq(analyticsRuns.id, id));
    },
    async advance(id, { stage, progress, durationsMs }) {
      const advanced = await database
        .update(analyticsRuns)
        .set({ stage, progress, durationsMs })
        .where(isUnfinished(id))
        .returning({ id: analyticsRuns.id });
      return advanced.length > 0;
    },
    async complete(id, results, detail) {
      const blocks = results.windows === null ? [] : await encodeWindows(results.windows);
      let isCompleted = false;
      try {
        // Not in a transaction, during which an embedded catalog answers nobody else: nobody sees these before it is completed.
        await insertResults(database, id, results, blocks);
        const completed = await database
          .update(analyticsRuns)
          .set({ ...ENDED, status: "completed", progress: 1, detail, ...outcomeOf(results) })
          .where(isUnfinished(id))
          .returning({ id: analyticsRuns.id });
        isCompleted = completed.length > 0;
        return isCompleted;
      } finally {
        // What is left the next run deletes.
        await (isCompleted ? deleteOldResults(database) : deleteResults(database, id)).catch(() => undefined);
      }
    },
    async fail(id, detail) {
      await database
        .update(analyticsRuns)
        .set({ ...ENDED, status: "failed", detail })
        .where(isUnfinished(id));
    },
    async cancel(id) {
      const cancelled = await database
        .update(analyticsRuns)
        .set({ ...ENDED, status: "cancelled" })
        .where(isUnfinished(id))
        .returning({ id: analyticsRuns.id });
      return cancelled.length > 0;
    },
    async failUnfinished(detail) {
      const failed = await database
        .update(analyticsRuns)
        .set({ ...ENDED, status: "failed", detail })
        .where(and(eq(analyticsRuns.node, node), inArray(analyticsRuns.status, [...UNFINISHED])))
        .returning({ id: analyticsRuns.id });
      return failed.length;
    },
  };
}

const ENDED = { stage: null, finishedAt: sql`clock_timestamp()` };

function isUnfinished(id: number) {
  return and(hasId(analyticsRuns.id, id), inArray(analyticsRuns.status, [...UNFINISHED]));
}

function outcomeOf({ windows, anomalies, clusters, analysedStart, analysedEnd, entryCount }: RunResults) {
  const flagged = windows?.isAnomaly.reduce((sum, flag) => sum + flag, 0) ?? anomalies.length;
  return {
    ...(windows === null ? {} : { windowSeconds: windows.windowSeconds }),
    analysedStart,
    analysedEnd,
    entryCount,
    windowCount: windows?.score.length ?? 0,
    anomalyCount: flagged,
    clusterCount: clusters.length,
  };
}
