import { and, asc, desc, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import { type Database, hasId, onlyRow } from "./database.ts";
import {
  deleteOldResults,
  deleteResults,
  insertResults,
  latestCompletedRun,
  reclaimRoom,
  resultStore,
  UNFINISHED,
} from "./run-results.ts";
import type { RunResults, RunStatus, RunStore } from "./run-store.ts";
import { analyticsRuns } from "./schema.ts";
import { encodeWindows } from "./window-blocks.ts";

/** `node`: whose runs `takeUp` is about; those of other nodes may be under way. */
export function runStore(database: Database, node: string): RunStore {
  /** False if it has ended. */
  async function setUnfinished(id: number, values: PgUpdateSetSource<typeof analyticsRuns>): Promise<boolean> {
    const changed = await database
      .update(analyticsRuns)
      .set(values)
      .where(and(hasId(analyticsRuns.id, id), inArray(analyticsRuns.status, [...UNFINISHED])))
      .returning({ id: analyticsRuns.id });
    return changed.length > 0;
  }

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
    markRunning: (id) => setUnfinished(id, { status: "running", startedAt: sql`now()` }),
    advance: (id, { stage, progress, durationsMs }) => setUnfinished(id, { stage, progress, durationsMs }),
    async complete(id, results, detail, giveWay = atOnce) {
      const blocks = results.windows === null ? [] : await encodeWindows(results.windows);
      let isCompleted = false;
      try {
        // Not in a transaction, during which an embedded catalog answers nobody else: nobody sees these before it is completed.
        await insertResults(database, id, { ...results, windowBlocks: blocks }, giveWay);
        const outcome = { ...ENDED, status: "completed", progress: 1, detail, ...outcomeOf(results) } as const;
        await giveWay();
        isCompleted = await setUnfinished(id, outcome);
        return isCompleted;
      } finally {
        await giveWay();
        const deleting = isCompleted ? deleteOldResults(database) : deleteResults(database, id);
        // What is left the next run deletes.
        await deleting.then(() => reclaimRoom(database, giveWay)).catch(() => undefined);
      }
    },
    async fail(id, detail) {
      await setUnfinished(id, { ...ENDED, status: "failed", detail });
    },
    cancel: (id) => setUnfinished(id, { ...ENDED, status: "cancelled" }),
    async requeue(id) {
      await setUnfinished(id, { status: "queued", stage: "queued", progress: 0, durationsMs: {}, startedAt: null });
    },
    async takeUp(detail) {
      const isLeft = (status: RunStatus) => and(eq(analyticsRuns.node, node), eq(analyticsRuns.status, status));
      await database
        .update(analyticsRuns)
        .set({ ...ENDED, status: "failed", detail })
        .where(isLeft("running"));
      return database.select().from(analyticsRuns).where(isLeft("queued")).orderBy(asc(analyticsRuns.id));
    },
  };
}

async function atOnce(): Promise<void> {}

const ENDED = { stage: null, finishedAt: sql`clock_timestamp()` };

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
