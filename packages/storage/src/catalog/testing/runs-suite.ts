import { describe, expect, it } from "vitest";
import type { NewRun, RunResults, WindowColumns } from "../run-store.ts";
import { type CatalogFixture, PAGE } from "./catalog-fixture.ts";

/** Analytics runs and their results. */
export function describeRuns(fixture: CatalogFixture): void {
  describe("Analytics runs", () => {
    const features = {
      total_count: 10,
      error_count: 1,
      warn_count: 2,
      info_count: 7,
      debug_count: 0,
      error_rate: 0.1,
      unique_services: 3,
    };
    const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 12, minute));
    const anomalyAt = (minute: number, score: number) => ({
      windowStart: at(minute),
      windowEnd: at(minute + 2),
      score,
      features,
      description: `minute ${minute}`,
      evidence: {
        departures: [{ feature: "error_count" as const, value: 9, usual: 1, low: 0, high: 3, z: 5.5 }],
        services: [{ service: "shop", change: "silent" as const, count: 0, usual: 40 }],
        templates: [{ id: null, text: "refused \ud800 \0", change: "new" as const, count: 9, usual: 0 }],
        exampleEntryIds: [4294967297],
      },
    });
    const windowsOf = (scores: readonly number[]): WindowColumns => ({
      start: at(0),
      windowSeconds: 120,
      score: Float64Array.from(scores),
      isAnomaly: Uint8Array.from(scores, (score) => Number(score > 0.5)),
      totalCount: Float64Array.from(scores, (_, i) => i * 1e10),
      errorCount: Float64Array.from(scores, (_, i) => i),
      warnCount: new Float64Array(scores.length),
      infoCount: new Float64Array(scores.length),
      debugCount: new Float64Array(scores.length),
      uniqueServices: new Float64Array(scores.length).fill(3),
    });
    const clusterOf = (label: string, count: number) => ({
      label,
      exampleMessage: `example of ${label}\0`,
      count,
      keywords: ["time, out", '"quoted"', "{brace}"],
      shapes: ["18364758544493064720", "0"],
      firstSeen: null,
      lastSeen: new Date(Date.UTC(2026, 10, 22)),
      breakdown: {
        services: [{ service: "shop", count }],
        templates: [{ id: "1", text: "\0", count }],
        timeline: { bucketSeconds: 60, buckets: [{ start: "2026-11-22T12:00:00Z", count }] },
      },
    });
    const results: RunResults = {
      analysedStart: at(0),
      analysedEnd: at(8),
      entryCount: 5_000_000_000,
      windows: windowsOf([0.2, 0.8, 0.95, 0.8]),
      anomalies: [anomalyAt(2, 0.8), anomalyAt(4, 0.95), anomalyAt(6, 0.8)],
      clusters: [clusterOf("small", 3), clusterOf("large", 5_000_000_000)],
    };
    const nothing: RunResults = { ...results, windows: null, anomalies: [], clusters: [] };
    const newRun = {
      rangeStart: null,
      rangeEnd: new Date("2026-11-22T00:00:00Z"),
      fileIds: [7, 2 ** 40],
      services: ["a, b", '"c"'],
      contamination: 0.25,
      windowSeconds: null,
      trigger: "ingestion" as const,
      requestedBy: null,
    };

    it("has no anomalies and no clusters before the first run is complete", async () => {
      const user = await fixture.catalog.users.create({
        username: "Analyst",
        email: null,
        role: "admin",
        passwordHash: "",
      });
      const run = await fixture.catalog.runs.create({ ...newRun, requestedBy: user.id });
      expect(run).toMatchObject({
        ...newRun,
        status: "queued",
        stage: "queued",
        progress: 0,
        durationsMs: {},
        requestedBy: user.id,
        windowCount: 0,
        detail: null,
      });
      expect(await fixture.catalog.runs.findLatest()).toBeNull();
      expect(await fixture.catalog.runs.listAnomalies({}, PAGE)).toEqual({ items: [], total: 0 });
      expect(await fixture.catalog.runs.listClusters(PAGE)).toEqual({ items: [], total: 0 });
    });

    it("goes from queued to running to completed, and shows its results", async () => {
      const { id } = await fixture.catalog.runs.create(newRun);
      await fixture.catalog.runs.markRunning(id);
      expect((await fixture.catalog.runs.findById(id))!.startedAt).toBeInstanceOf(Date);
      const durationsMs = { counting: 12.5 };
      expect(await fixture.catalog.runs.advance(id, { stage: "windows", progress: 0.4, durationsMs })).toBe(true);
      expect(await fixture.catalog.runs.findById(id)).toMatchObject({ stage: "windows", progress: 0.4, durationsMs });
      expect(await fixture.catalog.runs.complete(id, results, "three were found")).toBe(true);
      expect(await fixture.catalog.runs.findById(id)).toMatchObject({
        status: "completed",
        stage: null,
        progress: 1,
        windowSeconds: 120,
        analysedStart: at(0),
        analysedEnd: at(8),
        entryCount: 5_000_000_000,
        windowCount: 4,
        anomalyCount: 3,
        clusterCount: 2,
        detail: "three were found",
        finishedAt: expect.any(Date),
      });
      const anomalies = await fixture.catalog.runs.listAnomalies({}, PAGE);
      expect(anomalies.total).toBe(3);
      expect(anomalies.items.map((window) => window.description)).toEqual(["minute 4", "minute 2", "minute 6"]);
      expect(anomalies.items[0]).toEqual({
        ...anomalyAt(4, 0.95),
        id: expect.any(Number),
        runId: id,
        createdAt: expect.any(Date),
      });
      const clusters = await fixture.catalog.runs.listClusters(PAGE);
      expect(clusters.total).toBe(2);
      expect(clusters.items[0]).toEqual({
        ...clusterOf("large", 5_000_000_000),
        exampleMessage: "example of large\uFFFD",
        id: expect.any(Number),
        runId: id,
        createdAt: expect.any(Date),
      });
    });

    it("narrows anomalies to the windows that touch a range, and pages them", async () => {
      const { id } = await fixture.catalog.runs.create(newRun);
      await fixture.catalog.runs.complete(id, results, null);
      const descriptionsIn = async (range: { start?: Date; end?: Date }, page = PAGE) => {
        const { items, total } = await fixture.catalog.runs.listAnomalies(range, page);
        return [total, ...items.map((window) => window.description)];
      };
      expect(await descriptionsIn({ start: at(6) })).toEqual([1, "minute 6"]);
      expect(await descriptionsIn({ start: at(5) })).toEqual([2, "minute 4", "minute 6"]);
      expect(await descriptionsIn({ end: at(4) })).toEqual([1, "minute 2"]);
      expect(await descriptionsIn({}, { offset: 1, limit: 1 })).toEqual([3, "minute 2"]);
    });

    it("shows the results of the latest completed run only", async () => {
      const { id: completed } = await fixture.catalog.runs.create(newRun);
      await fixture.catalog.runs.complete(completed, { ...nothing, anomalies: [anomalyAt(30, 0.5)] }, null);
      const { id: failed } = await fixture.catalog.runs.create(newRun);
      await fixture.catalog.runs.fail(failed, "no data");
      expect(await fixture.catalog.runs.findById(failed)).toMatchObject({ status: "failed", detail: "no data" });
      expect((await fixture.catalog.runs.listAnomalies({}, PAGE)).items.map((window) => window.runId)).toEqual([
        completed,
      ]);
      expect(await fixture.catalog.runs.listClusters(PAGE)).toEqual({ items: [], total: 0 });
    });

    it("stores all of a run's results or none", async () => {
      const { id } = await fixture.catalog.runs.create(newRun);
      const broken = { ...results, anomalies: [anomalyAt(0, 0.99)], clusters: [{ ...clusterOf("x", 1), count: 1.5 }] };
      await expect(fixture.catalog.runs.complete(id, broken, null)).rejects.toMatchObject({
        statement: expect.stringMatching(/error_clusters/),
      });
      expect(await fixture.catalog.runs.findById(id)).toMatchObject({ status: "queued", windowCount: 0 });
      expect(await fixture.catalog.runs.findWindows(id, {})).toBeNull();
      expect((await fixture.catalog.runs.listAnomalies({}, PAGE)).items.map(({ score }) => score)).not.toContain(0.99);
    });

    it("takes more flagged windows than one statement has room for", async () => {
      const { id } = await fixture.catalog.runs.create(newRun);
      const anomalies = Array.from({ length: 1201 }, (_, i) => anomalyAt(i, 0.5));
      await fixture.catalog.runs.complete(id, { ...nothing, anomalies }, null);
      expect((await fixture.catalog.runs.listAnomalies({}, { offset: 0, limit: 1 })).total).toBe(1201);
    });

    it("gives way before each of the statements that store a run, of few rows each", async () => {
      const { runs } = fixture.catalog;
      const { id } = await runs.create(newRun);
      const seen: number[] = [];
      const look = async () => void seen.push((await runs.findById(id))!.anomalyCount);
      const anomalies = Array.from({ length: 25 }, (_, i) => anomalyAt(i, 0.5));
      expect(await runs.complete(id, { ...results, anomalies }, null, look)).toBe(true);
      // Windows, three parts of anomalies, clusters, the run, what is old, and the room of it in four tables.
      expect(seen).toEqual([0, 0, 0, 0, 0, 0, 3, 3, 3, 3, 3]);
    });

    it("keeps every window of a run, and gives those that touch a range", async () => {
      const { runs } = fixture.catalog;
      const { id } = await runs.create(newRun);
      const all = windowsOf(Array.from({ length: 70_000 }, (_, i) => i / 70_000));
      await runs.complete(id, { ...nothing, windows: all }, null);
      expect(await runs.findWindows(id, {})).toEqual(all);
      expect((await runs.findWindows(id, { start: at(3), end: at(5) }))!.errorCount).toEqual(Float64Array.of(1, 2));
      const late = at(2 * 69_999);
      expect(await runs.findWindows(id, { start: late })).toMatchObject({
        start: late,
        totalCount: Float64Array.of(69_999e10),
        isAnomaly: Uint8Array.of(1),
      });
      expect(await runs.findWindows(id, { end: at(0) })).toBeNull();
      expect(await runs.findWindows(2 ** 40, {})).toBeNull();
    });

    it("keeps the results of runs that are stored at the same time", async () => {
      const { runs } = fixture.catalog;
      const long = { ...results, anomalies: Array.from({ length: 500 }, (_, i) => anomalyAt(i, 0.5)) };
      const [first, second] = [await runs.create(newRun), await runs.create(newRun)];
      await Promise.all([runs.complete(first.id, long, null), runs.complete(second.id, results, null)]);
      for (const { id } of [first, second]) expect(await runs.findWindows(id, {})).toEqual(results.windows);
      const stored = (await runs.findLatest())!.id === first.id ? long : results;
      expect((await runs.listAnomalies({}, PAGE)).total).toBe(stored.anomalies.length);
    });

    it("keeps the results of the latest five completed runs", async () => {
      const { runs } = fixture.catalog;
      const ids: number[] = [];
      for (let i = 0; i < 6; i++) {
        ids.push((await runs.create(newRun)).id);
        await runs.complete(ids[i]!, results, null);
      }
      const kept = await Promise.all(ids.map(async (id) => (await runs.findWindows(id, {})) !== null));
      expect(kept).toEqual([false, true, true, true, true, true]);
      expect(await runs.findLatest()).toMatchObject({ id: ids[5] });
      const [largest] = (await runs.listClusters(PAGE)).items;
      expect(await runs.findCluster(largest!.id)).toEqual(largest);
      expect(await runs.findCluster(2 ** 40)).toBeNull();
      expect(await runs.findById(ids[0]!)).toMatchObject({ status: "completed", windowCount: 4 });
    });

    it("knows the latest run over everything, though narrower ones came later or it failed", async () => {
      const { runs } = fixture.catalog;
      const everything: NewRun = { ...newRun, rangeEnd: null, fileIds: null, services: null };
      expect(await runs.findLatestWhole()).toBeNull();
      const begin = async (run: NewRun): Promise<number> => {
        const { id } = await runs.create(run);
        await runs.markRunning(id);
        return id;
      };
      const whole = await begin(everything);
      await runs.complete(whole, nothing, null);
      for (const chosen of [{ rangeEnd: at(0) }, { rangeStart: at(0) }, { fileIds: [7] }, { services: [] }]) {
        await runs.complete(await begin({ ...everything, ...chosen }), nothing, null);
      }
      await runs.fail(await begin(everything), "no");
      expect(await runs.findLatestWhole()).toMatchObject({ id: whole });
    });

    it("cancels a run that has not ended, which then neither goes on nor has results", async () => {
      const { runs } = fixture.catalog;
      const { id } = await runs.create(newRun);
      await runs.markRunning(id);
      expect(await runs.cancel(id)).toBe(true);
      expect(await runs.cancel(id)).toBe(false);
      expect(await runs.advance(id, { stage: "storing", progress: 0.9, durationsMs: {} })).toBe(false);
      expect(await runs.markRunning(id)).toBe(false);
      expect(await runs.complete(id, results, null)).toBe(false);
      await runs.fail(id, "too late");
      expect(await runs.findById(id)).toMatchObject({ status: "cancelled", stage: null, detail: null, windowCount: 0 });
      expect(await runs.findWindows(id, {})).toBeNull();
    });

    it("of what a process left fails the runs that were under way, gives those in line, and lists runs newest first", async () => {
      const { runs } = fixture.catalog;
      for (const { id } of await runs.takeUp("cleared")) await runs.cancel(id);
      const queued = await runs.create(newRun);
      const running = await runs.create(newRun);
      await runs.markRunning(running.id);
      expect(await runs.takeUp("the process ended")).toEqual([queued]);
      const { items, total } = await runs.list({ offset: 0, limit: 2 });
      expect(items).toMatchObject([
        { id: running.id, status: "failed", detail: "the process ended" },
        { id: queued.id, status: "queued", detail: null },
      ]);
      expect(total).toBeGreaterThan(2);
    });

    it("puts a run that is under way back in line, and none that has ended", async () => {
      const { runs } = fixture.catalog;
      const run = await runs.create(newRun);
      await runs.markRunning(run.id);
      await runs.advance(run.id, { stage: "windows", progress: 0.4, durationsMs: { counting: 3 } });
      await runs.requeue(run.id);
      expect(await runs.findById(run.id)).toEqual(run);
      await runs.cancel(run.id);
      await runs.requeue(run.id);
      expect(await runs.findById(run.id)).toMatchObject({ status: "cancelled" });
    });
  });
}
