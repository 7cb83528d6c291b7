import { describe, expect, it } from "vitest";
import type { BlockProgress, Catalog, NewLogFile } from "../catalog.ts";
import { type CatalogFixture, PAGE } from "./catalog-fixture.ts";

/** Files, and how far each has been read. */
export function describeFiles(fixture: CatalogFixture): void {
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
      const file = await fixture.catalog.files.create({
        ...newFile,
        filename: "a\0b.log",
        source: "web",
        logType: "nginx",
      });
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
        contentSha256: null,
        archiveId: null,
        memberCount: null,
        timeZone: null,
        encoding: null,
        attempt: 0,
        isRawInRecords: false,
      });
      expect(file.uploadedAt).toBeInstanceOf(Date);
      expect(await fixture.catalog.files.findById(file.id)).toEqual(file);
      expect(await fixture.catalog.files.findById(file.id + 1000)).toBeNull();
      expect(await fixture.catalog.files.findById(Number.MAX_SAFE_INTEGER)).toBeNull();
    });

    it("has the id that was reserved for it, which no other gets, and the time when it was entered", async () => {
      const { files } = fixture.catalog;
      const [reserved, gap] = [await files.reserveId(), await files.reserveId()];
      const other = await files.create(newFile);
      expect(await files.findById(reserved)).toBeNull();
      const file = await files.create(newFile, reserved);
      expect(file).toEqual({ ...other, id: reserved, uploadedAt: file.uploadedAt });
      expect(await files.findById(file.id)).toEqual(file);
      expect(new Set([reserved, gap, other.id, (await files.create(newFile)).id]).size).toBe(4);
      const listed = (await files.list({}, PAGE)).items.map(({ id }) => id);
      expect(listed.indexOf(file.id)).toBeLessThan(listed.indexOf(other.id));
    });

    it("adds up blocks, widens the range of time, and keeps the last checkpoint exactly", async () => {
      const { id } = await fixture.catalog.files.create(newFile);
      await fixture.catalog.files.recordBlock({ id, attempt: 0 }, progress);
      const later = new Date("2026-11-20T12:00:00Z");
      await fixture.catalog.files.recordBlock(
        { id, attempt: 0 },
        {
          ...progress,
          processedBytes: 250,
          formats: [{ name: "plain", entries: 5 }],
          firstTimestamp: null,
          lastTimestamp: later,
        },
      );
      await fixture.catalog.files.markProcessing(id);
      expect(await fixture.catalog.files.findById(id)).toMatchObject({
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
      const { id } = await fixture.catalog.files.create(newFile);
      await Promise.all(
        Array.from({ length: 20 }, () => fixture.catalog.files.recordBlock({ id, attempt: 0 }, progress)),
      );
      expect(await fixture.catalog.files.findById(id)).toMatchObject({
        totalLines: 140,
        formats: [
          { name: "application", entries: 40 },
          { name: "plain", entries: 20 },
        ],
      });
    });

    it("goes from uploaded to processed, or to failed with the reason and back", async () => {
      const { id } = await fixture.catalog.files.create(newFile);
      const unfinished = async () => (await fixture.catalog.files.listUnfinished()).map((file) => file.id);
      expect(await unfinished()).toContain(id);
      await fixture.catalog.files.markProcessing(id);
      expect(await unfinished()).toContain(id);
      await fixture.catalog.files.markFailed(id, "disk full");
      expect(await fixture.catalog.files.findById(id)).toMatchObject({ status: "failed", error: "disk full" });
      expect(await unfinished()).not.toContain(id);
      await fixture.catalog.files.markProcessing(id);
      expect(await fixture.catalog.files.findById(id)).toMatchObject({
        status: "processing",
        error: null,
        processedAt: null,
      });
      await fixture.catalog.files.markProcessed(id, { isRawInRecords: true });
      const processed = await fixture.catalog.files.findById(id);
      expect(processed).toMatchObject({ status: "processed", error: null, isRawInRecords: true });
      expect(processed!.processedAt).toBeInstanceOf(Date);
      expect(await unfinished()).not.toContain(id);
    });

    it("lists unfinished files oldest first", async () => {
      const first = await fixture.catalog.files.create(newFile);
      const second = await fixture.catalog.files.create(newFile);
      const ids = (await fixture.catalog.files.listUnfinished()).map((file) => file.id);
      expect(ids.indexOf(first.id)).toBeLessThan(ids.indexOf(second.id));
      expect(ids.indexOf(first.id)).toBeGreaterThanOrEqual(0);
    });

    it("lists files newest first, by page and by filter, and forgets a deleted one", async () => {
      const marked = { ...newFile, environment: "staging" };
      const a = await fixture.catalog.files.create({ ...marked, source: "a" });
      const b = await fixture.catalog.files.create({ ...marked, source: "b" });
      const c = await fixture.catalog.files.create({ ...marked, source: "a" });
      await fixture.catalog.files.markProcessing(c.id);
      const idsIn = async (...args: Parameters<Catalog["files"]["list"]>) => {
        const { items, total } = await fixture.catalog.files.list(...args);
        return { ids: items.map((file) => file.id), total };
      };
      const filter = { environment: "staging" };
      expect(await idsIn(filter, PAGE)).toEqual({ ids: [c.id, b.id, a.id], total: 3 });
      expect(await idsIn(filter, { offset: 1, limit: 1 })).toEqual({ ids: [b.id], total: 3 });
      expect(await idsIn({ ...filter, source: "a" }, PAGE)).toEqual({ ids: [c.id, a.id], total: 2 });
      expect(await idsIn({ ...filter, status: "processing" }, PAGE)).toEqual({ ids: [c.id], total: 1 });
      expect(new Set(await fixture.catalog.files.idsOf({ ...filter, source: "a" }))).toEqual(new Set([a.id, c.id]));
      const before = await fixture.catalog.files.count();
      await fixture.catalog.files.delete(b.id);
      expect(await fixture.catalog.files.count()).toBe(before - 1);
      await fixture.catalog.files.create(newFile);
      expect(await fixture.catalog.files.count()).toBe(before);
      expect(await idsIn(filter, PAGE)).toEqual({ ids: [c.id, a.id], total: 2 });
    });
  });
}
