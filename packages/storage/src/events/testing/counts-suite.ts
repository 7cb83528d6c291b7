import fc from "fast-check";
import { expect, it } from "vitest";
import { QueryTooLargeError } from "../event-store-errors.ts";
import { type EventStoreFixture, MINUTE_US, NOON_US, SECOND_US } from "./event-store-fixture.ts";

/** What is counted, by level, service, time and shape. */
export function describeCounts(fixture: EventStoreFixture): void {
  it("counts levels, services and the range of time, entries without a timestamp included", async () => {
    const { file } = await fixture.insert([
      ...Array.from({ length: 12 }, (_, i) =>
        Array.from({ length: i + 1 }, () => ({ raw: "x\n", message: "x", service: `s${i}`, level: "INFO" as const })),
      ).flat(),
      { raw: "y\n", message: "y", timestampUs: NOON_US + 61 * SECOND_US, level: "ERROR" },
      { raw: "y\n", message: "y", timestampUs: NOON_US + 3 * MINUTE_US - 1 },
    ]);
    const filter = { fileIds: [file.id] };
    expect(await fixture.store.summarizeEntries(filter)).toEqual({
      totalEntries: 80,
      levels: [
        { level: "INFO", count: 78 },
        { level: null, count: 1 },
        { level: "ERROR", count: 1 },
      ],
      topServices: Array.from({ length: 10 }, (_, i) => ({ service: `s${11 - i}`, count: 12 - i })),
      firstTimestamp: "2026-11-22T12:01:00.000000Z",
      lastTimestamp: "2026-11-22T12:02:00.000000Z",
    });
    expect(await fixture.store.summarizeEntries({ ...filter, services: ["s3"], levels: ["INFO"] })).toMatchObject({
      totalEntries: 4,
      firstTimestamp: null,
      lastTimestamp: null,
    });
    // Rounded out to whole minutes, and entries without a timestamp are in no range.
    const range = { start: "2026-11-22T12:01:59Z", end: "2026-11-22T12:02:00.000001Z" };
    expect(await fixture.store.summarizeEntries({ ...filter, ...range })).toMatchObject({ totalEntries: 2 });
    expect(await fixture.store.summarizeEntries({ ...filter, end: "2026-11-22T12:02:00Z" })).toMatchObject({
      totalEntries: 1,
    });
  });

  it("has nothing to summarize where nothing matches", async () => {
    const nothing = { fileIds: [] };
    expect(await fixture.store.summarizeEntries(nothing)).toEqual({
      totalEntries: 0,
      levels: [],
      topServices: [],
      firstTimestamp: null,
      lastTimestamp: null,
    });
    expect(await fixture.store.timeline(nothing, 10)).toEqual({ bucketSeconds: 60, buckets: [] });
    expect(await fixture.store.countWindows(nothing, 120)).toEqual([]);
    expect(await fixture.store.findErrorShapes(nothing, 10)).toEqual([]);
  });

  it("draws a timeline in buckets of a round width with the quiet ones at zero", async () => {
    const { file } = await fixture.insert([
      { raw: "x\n", message: "x", timestampUs: NOON_US + 8 * MINUTE_US, level: "FATAL" },
      { raw: "x\n", message: "x", timestampUs: NOON_US + 14 * MINUTE_US, level: "DEBUG" },
      { raw: "x\n", message: "x", timestampUs: NOON_US + 29 * MINUTE_US },
      { raw: "x\n", message: "x", level: "ERROR" },
    ]);
    const zeros = { total: 0, fatal: 0, error: 0, warning: 0, info: 0, debug: 0, trace: 0 };
    expect(await fixture.store.timeline({ fileIds: [file.id] }, 5)).toEqual({
      bucketSeconds: 300,
      buckets: [
        { ...zeros, start: "2026-11-22T12:05:00.000000Z", total: 1, fatal: 1 },
        { ...zeros, start: "2026-11-22T12:10:00.000000Z", total: 1, debug: 1 },
        { ...zeros, start: "2026-11-22T12:15:00.000000Z" },
        { ...zeros, start: "2026-11-22T12:20:00.000000Z" },
        { ...zeros, start: "2026-11-22T12:25:00.000000Z", total: 1 },
      ],
    });
  });

  it("draws a timeline over the range asked for, before 1970 too", async () => {
    const { file } = await fixture.insert([{ raw: "x\n", message: "x", timestampUs: -1, level: "INFO" }]);
    const range = { start: "1969-12-31T23:00:00Z", end: "1970-01-01T01:00:00Z" };
    const { bucketSeconds, buckets } = await fixture.store.timeline({ fileIds: [file.id], ...range }, 2);
    expect(bucketSeconds).toBe(3600);
    expect(buckets.map(({ start, info }) => [start, info])).toEqual([
      ["1969-12-31T23:00:00.000000Z", 1],
      ["1970-01-01T00:00:00.000000Z", 0],
    ]);
  });

  it("counts windows for anomaly detection, quiet ones included", async () => {
    const { file } = await fixture.insert([
      { raw: "x\n", message: "x", timestampUs: NOON_US, level: "FATAL", service: "a" },
      { raw: "x\n", message: "x", timestampUs: NOON_US + 1, level: "ERROR", service: "b" },
      { raw: "x\n", message: "x", timestampUs: NOON_US + 2, level: "WARNING", service: "a" },
      { raw: "x\n", message: "x", timestampUs: NOON_US + 3, level: "INFO" },
      { raw: "x\n", message: "x", timestampUs: NOON_US + 4, level: "DEBUG" },
      { raw: "x\n", message: "x", timestampUs: NOON_US + 2 * MINUTE_US - 1, level: "TRACE" },
      { raw: "x\n", message: "x", timestampUs: NOON_US + 4 * MINUTE_US },
      { raw: "x\n", message: "x" },
    ]);
    const zeros = { totalCount: 0, errorCount: 0, warnCount: 0, infoCount: 0, debugCount: 0, uniqueServices: 0 };
    expect(await fixture.store.countWindows({ fileIds: [file.id] }, 120)).toEqual([
      {
        start: "2026-11-22T12:00:00.000000Z",
        totalCount: 6,
        errorCount: 2,
        warnCount: 1,
        infoCount: 1,
        debugCount: 2,
        uniqueServices: 2,
      },
      { ...zeros, start: "2026-11-22T12:02:00.000000Z" },
      { ...zeros, start: "2026-11-22T12:04:00.000000Z", totalCount: 1 },
    ]);
  });

  it("refuses windows finer than the counts, and more of them than anyone could use", async () => {
    const { file } = await fixture.insert([
      { raw: "x\n", message: "x", timestampUs: Date.UTC(1950, 0) * 1000 },
      { raw: "x\n", message: "x", timestampUs: NOON_US },
    ]);
    await expect(fixture.store.countWindows({ fileIds: [file.id] }, 90)).rejects.toThrow(RangeError);
    await expect(fixture.store.countWindows({ fileIds: [file.id] }, 120)).rejects.toThrow(QueryTooLargeError);
  });

  it("groups errors by shape, most frequent first, each with an example and when and where it was seen", async () => {
    const top = 0xfedc_ba98_7654_3210n;
    const { file } = await fixture.insert([
      { raw: "once\n", message: "once", level: "FATAL", shape: 5n },
      { raw: "user 1\n", message: "user 1", timestampUs: NOON_US + 5, level: "ERROR", service: "b", shape: top },
      {
        raw: "user 2\n",
        message: "user 2",
        timestampUs: NOON_US + MINUTE_US,
        level: "ERROR",
        service: "a",
        shape: top,
      },
      { raw: "user 3\n", message: "user 3", level: "ERROR", shape: top },
      { raw: "fine\n", message: "fine", timestampUs: NOON_US, level: "INFO", shape: top },
    ]);
    const [first, second, ...others] = await fixture.store.findErrorShapes({ fileIds: [file.id] }, 10);
    expect(first).toMatchObject({
      shape: top.toString(),
      count: 3,
      firstSeen: "2026-11-22T12:00:00.000005Z",
      lastSeen: "2026-11-22T12:01:00.000000Z",
      services: ["a", "b"],
    });
    expect(first!.exampleMessage).toMatch(/^user [123]$/);
    expect(second).toEqual({
      shape: "5",
      exampleMessage: "once",
      count: 1,
      firstSeen: null,
      lastSeen: null,
      services: [],
    });
    expect(others).toEqual([]);
    expect(await fixture.store.findErrorShapes({ fileIds: [file.id] }, 1)).toHaveLength(1);
    const range = { start: "2026-11-22T12:01:00Z", end: "2026-11-22T12:02:00Z" };
    expect(await fixture.store.findErrorShapes({ fileIds: [file.id], ...range }, 10)).toMatchObject([
      { count: 1, firstSeen: "2026-11-22T12:01:00.000000Z", services: ["a"] },
    ]);
  });

  it("takes the example of a shape from a file that the filter allows", async () => {
    const record = { level: "ERROR", shape: 77n } as const;
    await fixture.insert([{ ...record, raw: "theirs\n", message: "theirs" }]);
    const { file } = await fixture.insert([{ ...record, raw: "ours\n", message: "ours" }]);
    expect(await fixture.store.findErrorShapes({ fileIds: [file.id] }, 1)).toMatchObject([
      { exampleMessage: "ours", count: 1 },
    ]);
  });

  it("counts as one would by hand", async () => {
    const record = fc.record({
      minute: fc.option(fc.integer({ min: 0, max: 30 })),
      level: fc.constantFrom("ERROR", "WARNING", "INFO") as fc.Arbitrary<"ERROR" | "WARNING" | "INFO">,
      service: fc.constantFrom("", "a", "b"),
      shape: fc.bigInt({ min: 0n, max: 3n }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 200 }), async (records) => {
        const { file } = await fixture.insert(
          records.map(({ minute, ...rest }) => ({
            raw: "x\n",
            message: "x",
            ...rest,
            ...(minute === null ? {} : { timestampUs: NOON_US + minute * MINUTE_US + 1 }),
          })),
        );
        const filter = { fileIds: [file.id], levels: ["ERROR", "INFO"] as const };
        const matching = records.filter(({ level }) => level !== "WARNING");
        const timed = matching.filter(({ minute }) => minute !== null);
        expect((await fixture.store.summarizeEntries(filter)).totalEntries).toBe(matching.length);
        for (const window of await fixture.store.countWindows(filter, 300)) {
          const at = (Date.parse(window.start) * 1000 - NOON_US) / MINUTE_US;
          const within = timed.filter(({ minute }) => minute! >= at && minute! < at + 5);
          expect(window.totalCount).toBe(within.length);
          expect(window.errorCount).toBe(within.filter(({ level }) => level === "ERROR").length);
          expect(window.uniqueServices).toBe(new Set(within.map(({ service }) => service).filter(Boolean)).size);
        }
        const { buckets } = await fixture.store.timeline(filter, 7);
        expect(buckets.reduce((sum, bucket) => sum + bucket.total, 0)).toBe(timed.length);
      }),
      { numRuns: 8 },
    );
  });
}
