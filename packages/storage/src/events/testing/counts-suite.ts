import fc from "fast-check";
import { expect, it } from "vitest";
import type { NamedWindowCounts } from "../analysis-counts.ts";
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
    // Exact to the microsecond, and entries without a timestamp are in no range.
    const range = { start: "2026-11-22T12:01:01Z", end: "2026-11-22T12:02:59.999999Z" };
    expect(await fixture.store.summarizeEntries({ ...filter, ...range })).toMatchObject({ totalEntries: 1 });
    const within = { start: "2026-11-22T12:01:00.5Z", end: "2026-11-22T12:01:01.000001Z" };
    expect(await fixture.store.summarizeEntries({ ...filter, ...within })).toMatchObject({ totalEntries: 1 });
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

  it("takes time apart into parts with about as many entries each, and counts those without a time", async () => {
    const at = (minute: number, count: number, level: "ERROR" | "INFO") =>
      Array.from({ length: count }, () => ({
        raw: "x\n",
        message: "x",
        timestampUs: NOON_US + minute * MINUTE_US,
        level,
      }));
    const { file } = await fixture.insert([
      ...at(0, 1, "ERROR"),
      ...at(1, 9, "INFO"),
      ...at(600, 10, "INFO"),
      ...at(601, 10, "ERROR"),
      { raw: "y\n", message: "y", level: "FATAL" },
      { raw: "y\n", message: "y" },
    ]);
    const none = { fatal: 0, error: 0, warning: 0 };
    const filter = { fileIds: [file.id] };
    expect(await fixture.store.findTimeParts(filter, 3)).toEqual({
      parts: [
        { ...none, start: "2026-11-22T12:00:00.000000Z", end: "2026-11-22T12:02:00.000000Z", total: 10, error: 1 },
        { ...none, start: "2026-11-22T22:00:00.000000Z", end: "2026-11-22T22:01:00.000000Z", total: 10 },
        { ...none, start: "2026-11-22T22:01:00.000000Z", end: "2026-11-22T22:02:00.000000Z", total: 10, error: 10 },
      ],
      undated: 2,
    });
    expect(await fixture.store.findTimeParts({ ...filter, keyword: "y" }, 3)).toEqual({ parts: [], undated: 2 });
    const early = await fixture.store.findTimeParts({ ...filter, end: "2026-11-22T13:00:00Z" }, 100);
    expect(early.parts.map(({ total }) => total)).toEqual([1, 9]);
    expect(early.undated).toBe(0);
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
        const activity = await fixture.store.countActivity(filter, 300);
        for (let window = 0; window < (activity?.windows.windowCount ?? 0); window++) {
          const { windows, services, shapes } = activity!;
          const at = (Date.parse(windows.start) * 1000 - NOON_US) / MINUTE_US + window * 5;
          const within = timed.filter(({ minute }) => minute! >= at && minute! < at + 5);
          const errors = within.filter(({ level }) => level === "ERROR");
          expect(windows.totalCount[window]).toBe(within.length);
          expect(windows.errorCount[window]).toBe(errors.length);
          expect(windows.uniqueServices[window]).toBe(new Set(within.map((each) => each.service).filter(Boolean)).size);
          expect(namesIn(services, window)).toEqual(tally(within.map((each) => each.service).filter(Boolean)));
          expect(namesIn(shapes, window)).toEqual(tally(errors.map((each) => each.shape.toString())));
        }
        const { buckets } = await fixture.store.timeline(filter, 7);
        expect(buckets.reduce((sum, bucket) => sum + bucket.total, 0)).toBe(timed.length);
      }),
      { numRuns: 8 },
    );
  });
}

function namesIn({ names, windows, keys, counts }: NamedWindowCounts, window: number): Record<string, number> {
  const cells = [...windows.keys()].filter((cell) => windows[cell] === window);
  return Object.fromEntries(cells.map((cell) => [names[keys[cell]!], counts[cell]]));
}

function tally(names: readonly string[]): Record<string, number> {
  return Object.fromEntries(names.map((name) => [name, names.filter((each) => each === name).length]));
}
