import { describe, expect, it } from "vitest";
import type { RunResults } from "../catalog.ts";
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
    const windowAt = (minute: number, score: number, isAnomaly: boolean) => ({
      windowStart: new Date(Date.UTC(2026, 10, 22, 12, minute)),
      windowEnd: new Date(Date.UTC(2026, 10, 22, 12, minute + 2)),
      score,
      isAnomaly,
      features,
      description: `minute ${minute}`,
    });
    const clusterOf = (label: string, count: number) => ({
      label,
      exampleMessage: `example of ${label}\0`,
      count,
      keywords: ["time, out", '"quoted"', "{brace}"],
      shapes: ["18364758544493064720", "0"],
      firstSeen: null,
      lastSeen: new Date(Date.UTC(2026, 10, 22)),
    });
    const results: RunResults = {
      windows: [windowAt(0, 0.2, false), windowAt(2, 0.8, true), windowAt(4, 0.95, true), windowAt(6, 0.8, true)],
      clusters: [clusterOf("small", 3), clusterOf("large", 5_000_000_000)],
    };
    const newRun = { rangeStart: null, rangeEnd: new Date("2026-11-22T00:00:00Z"), requestedBy: null };

    it("has no anomalies and no clusters before the first run is complete", async () => {
      const user = await fixture.catalog.users.create({
        username: "Analyst",
        email: null,
        role: "admin",
        passwordHash: "",
      });
      const run = await fixture.catalog.runs.create({ ...newRun, requestedBy: user.id });
      expect(run).toMatchObject({
        status: "queued",
        requestedBy: user.id,
        rangeStart: null,
        windowCount: 0,
        detail: null,
      });
      expect(await fixture.catalog.runs.listAnomalies({}, PAGE)).toEqual({ items: [], total: 0 });
      expect(await fixture.catalog.runs.listClusters(PAGE)).toEqual({ items: [], total: 0 });
    });

    it("goes from queued to running to completed, and shows its results", async () => {
      const { id } = await fixture.catalog.runs.create(newRun);
      await fixture.catalog.runs.markRunning(id);
      expect((await fixture.catalog.runs.findById(id))!.startedAt).toBeInstanceOf(Date);
      await fixture.catalog.runs.complete(id, results, "three were found");
      expect(await fixture.catalog.runs.findById(id)).toMatchObject({
        status: "completed",
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
        ...windowAt(4, 0.95, true),
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
      const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 12, minute));
      expect(await descriptionsIn({ start: at(6) })).toEqual([1, "minute 6"]);
      expect(await descriptionsIn({ start: at(5) })).toEqual([2, "minute 4", "minute 6"]);
      expect(await descriptionsIn({ end: at(4) })).toEqual([1, "minute 2"]);
      expect(await descriptionsIn({}, { offset: 1, limit: 1 })).toEqual([3, "minute 2"]);
    });

    it("shows the results of the latest completed run only", async () => {
      const { id: completed } = await fixture.catalog.runs.create(newRun);
      await fixture.catalog.runs.complete(completed, { windows: [windowAt(30, 0.5, true)], clusters: [] }, null);
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
      const broken = { windows: [windowAt(0, 0.99, true)], clusters: [{ ...clusterOf("x", 1), count: 1.5 }] };
      await expect(fixture.catalog.runs.complete(id, broken, null)).rejects.toMatchObject({
        statement: expect.stringMatching(/error_clusters/),
      });
      expect(await fixture.catalog.runs.findById(id)).toMatchObject({ status: "queued", windowCount: 0 });
      expect((await fixture.catalog.runs.listAnomalies({}, PAGE)).items.map((window) => window.score)).not.toContain(
        0.99,
      );
    });

    it("takes more windows than one statement has room for", async () => {
      const { id } = await fixture.catalog.runs.create(newRun);
      const windows = Array.from({ length: 12_001 }, (_, i) => windowAt(i, 0.5, true));
      await fixture.catalog.runs.complete(id, { windows, clusters: [] }, null);
      expect((await fixture.catalog.runs.listAnomalies({}, { offset: 0, limit: 1 })).total).toBe(12_001);
    });

    it("fails the runs that a process left unfinished, and lists runs newest first", async () => {
      await fixture.catalog.runs.failUnfinished("cleared");
      const queued = await fixture.catalog.runs.create(newRun);
      const running = await fixture.catalog.runs.create(newRun);
      await fixture.catalog.runs.markRunning(running.id);
      expect(await fixture.catalog.runs.failUnfinished("the process ended")).toBe(2);
      const { items, total } = await fixture.catalog.runs.list({ offset: 0, limit: 2 });
      expect(items).toMatchObject([
        { id: running.id, status: "failed", detail: "the process ended" },
        { id: queued.id, status: "failed", detail: "the process ended" },
      ]);
      expect(total).toBeGreaterThan(2);
      expect(await fixture.catalog.runs.failUnfinished("again")).toBe(0);
    });
  });
}
