import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  AlreadyTakenError,
  type BlockProgress,
  type Catalog,
  type NewLogFile,
  type RunResults,
  type User,
} from "../catalog.ts";

const PAGE = { offset: 0, limit: 50 };

/** What every catalog must do. `open` gives one over the same place each time it is called; the first is empty. */
export function describeCatalog(name: string, open: () => Promise<Catalog>): void {
  describe(`The catalog over ${name}`, () => {
    let catalog: Catalog;
    let admin: User;

    beforeAll(async () => {
      catalog = await open();
      await Promise.all([catalog.migrate(), catalog.migrate()]);
    });
    afterAll(() => catalog.close());

    describe("Users", () => {
      const ada = { username: "Ada", email: "Ada@example.org", role: "admin", passwordHash: "$argon2id$1" } as const;

      it("creates the first user once, however many ask at the same time", async () => {
        const created = await Promise.all(
          ["Ada", "Bea", "Cid"].map((username) => catalog.users.createFirst({ ...ada, username, email: null })),
        );
        const first = created.filter((user) => user !== null);
        expect(first).toHaveLength(1);
        expect(await catalog.users.count()).toBe(1);
        admin = first[0]!;
        expect(admin).toMatchObject({ role: "admin", isActive: true, tokenVersion: 0, passwordHash: "$argon2id$1" });
      });

      it("finds a user by id, and by name in any case", async () => {
        const user = await catalog.users.create({ ...ada, username: "Émilie", email: "emilie@example.org" });
        expect(Object.keys(user).sort()).toEqual(
          ["createdAt", "email", "id", "isActive", "passwordHash", "role", "tokenVersion", "username"].sort(),
        );
        expect(user.createdAt).toBeInstanceOf(Date);
        expect(await catalog.users.findById(user.id)).toEqual(user);
        expect(await catalog.users.findByUsername("ÉMILIE")).toEqual(user);
        expect(await catalog.users.findByUsername("Emilie")).toBeNull();
        expect(await catalog.users.findById(user.id + 1000)).toBeNull();
      });

      it("refuses a name or an address that differs in case only, and says which", async () => {
        await catalog.users.create({ ...ada, username: "Grace", email: "grace@example.org" });
        const sameName = catalog.users.create({ ...ada, username: "gRACE", email: null });
        await expect(sameName).rejects.toThrow(AlreadyTakenError);
        await expect(sameName).rejects.toMatchObject({ code: "already_taken", field: "username" });
        const sameEmail = catalog.users.create({ ...ada, username: "Hopper", email: "GRACE@example.org" });
        await expect(sameEmail).rejects.toMatchObject({ code: "already_taken", field: "email" });
        await catalog.users.create({ ...ada, username: "no address", email: null });
        await catalog.users.create({ ...ada, username: "no address either", email: null });
      });
    });

    describe("API keys", () => {
      it("tells whose key it is until it is revoked, and lists it still", async () => {
        const key = await catalog.apiKeys.create({
          userId: admin.id,
          name: "ci",
          keyPrefix: "abcdefgh",
          keyHash: "hash-1",
        });
        expect(key).toMatchObject({ userId: admin.id, name: "ci", keyPrefix: "abcdefgh", isActive: true });
        expect(key).not.toHaveProperty("keyHash");
        expect(await catalog.apiKeys.findOwner("hash-1")).toEqual(admin);
        expect(await catalog.apiKeys.findOwner("hash-2")).toBeNull();
        expect(await catalog.apiKeys.revoke(key.id, admin.id + 1)).toBe(false);
        expect(await catalog.apiKeys.findOwner("hash-1")).toEqual(admin);
        expect(await catalog.apiKeys.revoke(key.id, admin.id)).toBe(true);
        expect(await catalog.apiKeys.findOwner("hash-1")).toBeNull();
        expect(await catalog.apiKeys.listOf(admin.id)).toEqual([{ ...key, isActive: false }]);
        expect(await catalog.apiKeys.listOf(admin.id + 1)).toEqual([]);
      });
    });

    describe("Files", () => {
      const newFile: NewLogFile = {
        filename: "app.log",
        source: null,
        environment: null,
        logType: null,
        sizeBytes: 5_000_000_000,
        modifiedAt: new Date("2026-11-20T10:00:00.123Z"),
      };
      const progress: BlockProgress = {
        processedBytes: 100,
        totalLines: 7,
        parsedLines: 4,
        failedLines: 3,
        parsedEntries: 2,
        partialEntries: 1,
        failedEntries: 3,
        formats: [
          { name: "application", entries: 2 },
          { name: "plain", entries: 1 },
        ],
        firstTimestamp: new Date("2026-11-20T10:00:00Z"),
        lastTimestamp: new Date("2026-11-20T11:00:00Z"),
        checkpoint: { byteOffset: 100, memory: { header: "a\0b \ud800 \\u0000" } },
      };

      it("begins with nothing read", async () => {
        const file = await catalog.files.create({ ...newFile, filename: "a\0b.log", source: "web", logType: "nginx" });
        expect(file).toMatchObject({
          filename: "a\uFFFDb.log",
          source: "web",
          environment: null,
          logType: "nginx",
          status: "uploaded",
          sizeBytes: 5_000_000_000,
          processedBytes: 0,
          totalLines: 0,
          formats: [],
          firstTimestamp: null,
          lastTimestamp: null,
          error: null,
          modifiedAt: newFile.modifiedAt,
          processedAt: null,
          checkpoint: null,
        });
        expect(file.uploadedAt).toBeInstanceOf(Date);
        expect(await catalog.files.findById(file.id)).toEqual(file);
        expect(await catalog.files.findById(file.id + 1000)).toBeNull();
      });

      it("adds up blocks, widens the range of time, and keeps the last checkpoint exactly", async () => {
        const { id } = await catalog.files.create(newFile);
        await catalog.files.recordBlock(id, progress);
        const later = new Date("2026-11-20T12:00:00Z");
        await catalog.files.recordBlock(id, {
          ...progress,
          processedBytes: 250,
          formats: [{ name: "plain", entries: 5 }],
          firstTimestamp: null,
          lastTimestamp: later,
        });
        await catalog.files.markProcessing(id);
        expect(await catalog.files.findById(id)).toMatchObject({
          status: "processing",
          processedBytes: 250,
          totalLines: 14,
          parsedLines: 8,
          failedLines: 6,
          parsedEntries: 4,
          partialEntries: 2,
          failedEntries: 6,
          formats: [
            { name: "plain", entries: 6 },
            { name: "application", entries: 2 },
          ],
          firstTimestamp: progress.firstTimestamp,
          lastTimestamp: later,
          checkpoint: progress.checkpoint,
        });
      });

      it("loses no count when blocks are recorded at the same time", async () => {
        const { id } = await catalog.files.create(newFile);
        await Promise.all(Array.from({ length: 20 }, () => catalog.files.recordBlock(id, progress)));
        expect(await catalog.files.findById(id)).toMatchObject({
          totalLines: 140,
          formats: [
            { name: "application", entries: 40 },
            { name: "plain", entries: 20 },
          ],
        });
      });

      it("goes from uploaded to processed, or to failed with the reason and back", async () => {
        const { id } = await catalog.files.create(newFile);
        const unfinished = async () => (await catalog.files.listUnfinished()).map((file) => file.id);
        expect(await unfinished()).toContain(id);
        await catalog.files.markProcessing(id);
        expect(await unfinished()).toContain(id);
        await catalog.files.markFailed(id, "disk full");
        expect(await catalog.files.findById(id)).toMatchObject({ status: "failed", error: "disk full" });
        expect(await unfinished()).not.toContain(id);
        await catalog.files.markProcessing(id);
        expect(await catalog.files.findById(id)).toMatchObject({
          status: "processing",
          error: null,
          processedAt: null,
        });
        await catalog.files.markProcessed(id);
        const processed = await catalog.files.findById(id);
        expect(processed).toMatchObject({ status: "processed", error: null });
        expect(processed!.processedAt).toBeInstanceOf(Date);
        expect(await unfinished()).not.toContain(id);
      });

      it("lists unfinished files oldest first", async () => {
        const first = await catalog.files.create(newFile);
        const second = await catalog.files.create(newFile);
        const ids = (await catalog.files.listUnfinished()).map((file) => file.id);
        expect(ids.indexOf(first.id)).toBeLessThan(ids.indexOf(second.id));
        expect(ids.indexOf(first.id)).toBeGreaterThanOrEqual(0);
      });

      it("lists files newest first, by page and by filter, and forgets a deleted one", async () => {
        const marked = { ...newFile, environment: "staging" };
        const a = await catalog.files.create({ ...marked, source: "a" });
        const b = await catalog.files.create({ ...marked, source: "b" });
        const c = await catalog.files.create({ ...marked, source: "a" });
        await catalog.files.markProcessing(c.id);
        const idsIn = async (...args: Parameters<Catalog["files"]["list"]>) => {
          const { items, total } = await catalog.files.list(...args);
          return { ids: items.map((file) => file.id), total };
        };
        const filter = { environment: "staging" };
        expect(await idsIn(filter, PAGE)).toEqual({ ids: [c.id, b.id, a.id], total: 3 });
        expect(await idsIn(filter, { offset: 1, limit: 1 })).toEqual({ ids: [b.id], total: 3 });
        expect(await idsIn({ ...filter, source: "a" }, PAGE)).toEqual({ ids: [c.id, a.id], total: 2 });
        expect(await idsIn({ ...filter, status: "processing" }, PAGE)).toEqual({ ids: [c.id], total: 1 });
        expect((await catalog.files.idsOf({ ...filter, source: "a" })).sort()).toEqual([a.id, c.id].sort());
        const before = await catalog.files.count();
        await catalog.files.delete(b.id);
        expect(await catalog.files.count()).toBe(before - 1);
        expect(await idsIn(filter, PAGE)).toEqual({ ids: [c.id, a.id], total: 2 });
      });
    });

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
        const run = await catalog.runs.create({ ...newRun, requestedBy: admin.id });
        expect(run).toMatchObject({
          status: "queued",
          requestedBy: admin.id,
          rangeStart: null,
          windowCount: 0,
          detail: null,
        });
        expect(await catalog.runs.listAnomalies({}, PAGE)).toEqual({ items: [], total: 0 });
        expect(await catalog.runs.listClusters(PAGE)).toEqual({ items: [], total: 0 });
      });

      it("goes from queued to running to completed, and shows its results", async () => {
        const { id } = await catalog.runs.create(newRun);
        await catalog.runs.markRunning(id);
        expect((await catalog.runs.findById(id))!.startedAt).toBeInstanceOf(Date);
        await catalog.runs.complete(id, results, "three were found");
        expect(await catalog.runs.findById(id)).toMatchObject({
          status: "completed",
          windowCount: 4,
          anomalyCount: 3,
          clusterCount: 2,
          detail: "three were found",
          finishedAt: expect.any(Date),
        });
        const anomalies = await catalog.runs.listAnomalies({}, PAGE);
        expect(anomalies.total).toBe(3);
        expect(anomalies.items.map((window) => window.description)).toEqual(["minute 4", "minute 2", "minute 6"]);
        expect(anomalies.items[0]).toEqual({
          ...windowAt(4, 0.95, true),
          id: expect.any(Number),
          runId: id,
          createdAt: expect.any(Date),
        });
        const clusters = await catalog.runs.listClusters(PAGE);
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
        const { id } = await catalog.runs.create(newRun);
        await catalog.runs.complete(id, results, null);
        const descriptionsIn = async (range: { start?: Date; end?: Date }, page = PAGE) => {
          const { items, total } = await catalog.runs.listAnomalies(range, page);
          return [total, ...items.map((window) => window.description)];
        };
        const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 12, minute));
        expect(await descriptionsIn({ start: at(6) })).toEqual([1, "minute 6"]);
        expect(await descriptionsIn({ start: at(5) })).toEqual([2, "minute 4", "minute 6"]);
        expect(await descriptionsIn({ end: at(4) })).toEqual([1, "minute 2"]);
        expect(await descriptionsIn({}, { offset: 1, limit: 1 })).toEqual([3, "minute 2"]);
      });

      it("shows the results of the latest completed run only", async () => {
        const { id: completed } = await catalog.runs.create(newRun);
        await catalog.runs.complete(completed, { windows: [windowAt(30, 0.5, true)], clusters: [] }, null);
        const { id: failed } = await catalog.runs.create(newRun);
        await catalog.runs.fail(failed, "no data");
        expect(await catalog.runs.findById(failed)).toMatchObject({ status: "failed", detail: "no data" });
        expect((await catalog.runs.listAnomalies({}, PAGE)).items.map((window) => window.runId)).toEqual([completed]);
        expect(await catalog.runs.listClusters(PAGE)).toEqual({ items: [], total: 0 });
      });

      it("stores all of a run's results or none", async () => {
        const { id } = await catalog.runs.create(newRun);
        const broken = { windows: [windowAt(0, 0.99, true)], clusters: [{ ...clusterOf("x", 1), count: 1.5 }] };
        await expect(catalog.runs.complete(id, broken, null)).rejects.toThrow();
        expect(await catalog.runs.findById(id)).toMatchObject({ status: "queued", windowCount: 0 });
        expect((await catalog.runs.listAnomalies({}, PAGE)).items.map((window) => window.score)).not.toContain(0.99);
      });

      it("takes more windows than one statement has room for", async () => {
        const { id } = await catalog.runs.create(newRun);
        const windows = Array.from({ length: 12_001 }, (_, i) => windowAt(i, 0.5, true));
        await catalog.runs.complete(id, { windows, clusters: [] }, null);
        expect((await catalog.runs.listAnomalies({}, { offset: 0, limit: 1 })).total).toBe(12_001);
      });

      it("fails the runs that a process left unfinished, and lists runs newest first", async () => {
        await catalog.runs.failUnfinished("cleared");
        const queued = await catalog.runs.create(newRun);
        const running = await catalog.runs.create(newRun);
        await catalog.runs.markRunning(running.id);
        expect(await catalog.runs.failUnfinished("the process ended")).toBe(2);
        const { items, total } = await catalog.runs.list({ offset: 0, limit: 2 });
        expect(items).toMatchObject([
          { id: running.id, status: "failed", detail: "the process ended" },
          { id: queued.id, status: "failed", detail: "the process ended" },
        ]);
        expect(total).toBeGreaterThan(2);
        expect(await catalog.runs.failUnfinished("again")).toBe(0);
      });
    });

    it("notes what was done and by whom", async () => {
      await catalog.audit.record({ action: "user.created", userId: admin.id, detail: { username: "x\0" } });
      await catalog.audit.record({ action: "login.failed", userId: null, detail: {} });
    });

    it("keeps everything when it is closed and opened again", async () => {
      const files = await catalog.files.list({}, PAGE);
      await catalog.close();
      catalog = await open();
      await catalog.migrate();
      await catalog.ping();
      expect(await catalog.files.list({}, PAGE)).toEqual(files);
    });
  });
}
