import { describe, expect, it } from "vitest";
import type { BlockProgress, NewLogFile } from "../catalog.ts";
import { type CatalogFixture, PAGE } from "./catalog-fixture.ts";

/** Files that are read again, found by their content, and members of archives. */
export function describeFileLifecycle(fixture: CatalogFixture): void {
  const newFile: NewLogFile = {
    filename: "app.log",
    source: null,
    environment: null,
    logType: null,
    sizeBytes: 100,
    modifiedAt: null,
  };
  const progress: BlockProgress = {
    processedBytes: 50,
    totalLines: 3,
    parsedLines: 2,
    failedLines: 1,
    parsedEntries: 1,
    partialEntries: 1,
    failedEntries: 1,
    formats: [{ name: "application", entries: 2 }],
    firstTimestamp: new Date("2026-11-20T10:00:00Z"),
    lastTimestamp: new Date("2026-11-20T11:00:00Z"),
    checkpoint: { byteOffset: 50 },
  };

  describe("Files that are read again", () => {
    it("go on from their checkpoint when they are put in line once more", async () => {
      const { files } = fixture.catalog;
      const { id } = await files.create(newFile);
      await files.recordBlock({ id, attempt: 0 }, progress);
      await files.markFailed(id, "disk full");
      const again = await files.requeue(id);
      expect(again).toMatchObject({
        id,
        status: "uploaded",
        error: null,
        processedAt: null,
        attempt: 0,
        totalLines: 3,
        checkpoint: progress.checkpoint,
      });
      expect(await files.findById(id)).toEqual(again);
      expect(await files.requeue(Number.MAX_SAFE_INTEGER)).toBeNull();
    });

    it("are as new when they start anew, but for the number of the attempt and what was said of them", async () => {
      const { files } = fixture.catalog;
      const created = await files.create({ ...newFile, timeZone: "Europe/Berlin", contentSha256: "ab".repeat(32) });
      await files.describeContent(created.id, { encoding: "utf-16le" });
      await files.markProcessing(created.id);
      await files.recordBlock(created, progress);
      await files.markProcessed(created.id, { isRawInRecords: true });
      expect(await files.findById(created.id)).toMatchObject({ encoding: "utf-16le", isRawInRecords: true });
      const anew = { ...created, isRawInRecords: true };
      expect(await files.restart(created.id)).toEqual({ ...anew, attempt: 1 });
      expect(await files.restart(created.id)).toEqual({ ...anew, attempt: 2 });
      expect(await files.restart(Number.MAX_SAFE_INTEGER)).toBeNull();
      await files.setTimeZone(created.id, "+05:30");
      expect(await files.findById(created.id)).toMatchObject({ timeZone: "+05:30" });
    });

    it("take no block of an earlier attempt, nor one once they are given up or gone", async () => {
      const { files } = fixture.catalog;
      const created = await files.create(newFile);
      expect(await files.recordBlock(created, progress)).toBe(true);
      const anew = await files.restart(created.id);
      expect(await files.recordBlock(created, progress)).toBe(false);
      expect(await files.findById(created.id)).toEqual(anew);
      await files.markFailed(created.id, "cancelled");
      expect(await files.recordBlock(anew!, progress)).toBe(false);
      await files.delete(created.id);
      expect(await files.recordBlock(anew!, progress)).toBe(false);
    });

    it("never give their id to another once they are deleted", async () => {
      const { files } = fixture.catalog;
      const { id } = await files.create(newFile);
      await files.delete(id);
      await fixture.reopen();
      expect((await fixture.catalog.files.create(newFile)).id).toBeGreaterThan(id);
    });
  });

  it("finds files by their content", async () => {
    const { files } = fixture.catalog;
    const contentSha256 = "0f".repeat(32);
    const first = await files.create({ ...newFile, contentSha256 });
    const second = await files.create({ ...newFile, contentSha256 });
    expect(await files.list({ contentSha256 }, PAGE)).toEqual({ items: [second, first], total: 2 });
    expect((await files.list({ contentSha256: "f0".repeat(32) }, PAGE)).total).toBe(0);
  });

  it("finds files by a part of their name, in any case and character by character", async () => {
    const { files } = fixture.catalog;
    const { id } = await files.create({ ...newFile, filename: "shop/Find_100%.log" });
    await files.create({ ...newFile, filename: "shop/find-1000.log" });
    const idsOf = async (inFilename: string) => (await files.list({ inFilename }, PAGE)).items.map((file) => file.id);
    expect(await idsOf("SHOP/find_1")).toEqual([id]);
    expect(await idsOf("100%")).toEqual([id]);
    expect(await idsOf("shop/find")).toHaveLength(2);
    expect(await idsOf("nowhere")).toEqual([]);
    expect(await idsOf("find\0")).toEqual([]);
  });

  it("knows the members of an archive, which go when it goes", async () => {
    const { files } = fixture.catalog;
    const archive = await files.create({ ...newFile, filename: "logs.tar.gz" });
    const other = await files.create({ ...newFile, filename: "other.zip" });
    const members = [];
    for (const filename of ["a.log", "b.log"])
      members.push(await files.create({ ...newFile, filename, archiveId: archive.id }));
    await files.describeContent(archive.id, { memberCount: 2 });
    expect(await files.findById(archive.id)).toMatchObject({ memberCount: 2, archiveId: null });
    expect(await files.listMembers(archive.id)).toEqual(members);
    expect(await files.listMembers(other.id)).toEqual([]);
    expect((await files.list({ archiveId: archive.id }, PAGE)).total).toBe(2);
    const topLevel = (await files.list({ isTopLevel: true }, PAGE)).items.map(({ id }) => id);
    expect(topLevel).toContain(archive.id);
    expect(topLevel).not.toContain(members[0]!.id);
    await files.delete(archive.id);
    expect(await files.findById(members[0]!.id)).toBeNull();
    expect(await files.listMembers(archive.id)).toEqual([]);
  });
}
