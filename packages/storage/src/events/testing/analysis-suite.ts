import { expect, it } from "vitest";
import { QueryTooLargeError } from "../event-store-errors.ts";
import { type EventStoreFixture, MINUTE_US, NOON_US } from "./event-store-fixture.ts";

/** What the search for unusual windows and the grouping of errors ask. */
export function describeAnalysisCounts(fixture: EventStoreFixture): void {
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
    expect((await fixture.store.countActivity({ fileIds: [file.id] }, 120))!.windows).toEqual({
      start: "2026-11-22T12:00:00.000000Z",
      windowCount: 3,
      totalCount: Float64Array.of(6, 0, 1),
      errorCount: Float64Array.of(2, 0, 0),
      warnCount: Float64Array.of(1, 0, 0),
      infoCount: Float64Array.of(1, 0, 0),
      debugCount: Float64Array.of(2, 0, 0),
      uniqueServices: Float64Array.of(2, 0, 0),
    });
    expect(await fixture.store.findTimeRange({ fileIds: [file.id] })).toEqual({
      firstTimestamp: "2026-11-22T12:00:00.000000Z",
      lastTimestamp: "2026-11-22T12:04:00.000000Z",
    });
  });

  it("awaits that it may go on before each question in the background, and answers as ever", async () => {
    const { file } = await fixture.insert([{ raw: "x\n", message: "x", timestampUs: NOON_US }]);
    let asked = 0;
    const background = fixture.store.inBackground(async () => void asked++);
    const filter = { fileIds: [file.id] };
    expect(await background.findTimeRange(filter)).toEqual(await fixture.store.findTimeRange(filter));
    expect(await background.listShapes(filter, 10)).toEqual(await fixture.store.listShapes(filter, 10));
    expect(asked).toBe(2);
    const refused = fixture.store.inBackground(() => Promise.reject(new Error("stopped")));
    await expect(refused.listShapes(filter, 10)).rejects.toThrow("stopped");
  });

  it("numbers more windows than one answer holds without a gap", async () => {
    const last = NOON_US + 25_000 * 2 * MINUTE_US;
    const { file } = await fixture.insert([
      { raw: "x\n", message: "x", timestampUs: NOON_US, service: "a" },
      { raw: "x\n", message: "x", timestampUs: last - 2 * MINUTE_US, level: "ERROR", service: "a", shape: 9n },
      { raw: "x\n", message: "x", timestampUs: last, service: "a" },
    ]);
    const filter = { fileIds: [file.id] };
    const { windows, services, shapes } = (await fixture.store.countActivity(filter, 120))!;
    expect(windows.windowCount).toBe(25_001);
    expect([...windows.totalCount.keys()].filter((window) => windows.totalCount[window]! > 0)).toEqual([
      0, 24_999, 25_000,
    ]);
    expect([0, 24_999, 24_998].map((window) => windows.uniqueServices[window])).toEqual([1, 1, 0]);
    expect(services).toMatchObject({
      names: ["a"],
      keys: Int32Array.of(0, 0, 0),
      counts: Float64Array.of(1, 1, 1),
    });
    expect(services.windows.toSorted()).toEqual(Int32Array.of(0, 24_999, 25_000));
    expect(shapes).toMatchObject({
      names: ["9"],
      windows: Int32Array.of(24_999),
    });
  });

  it("counts all services of a window, though it lists the most frequent hundred alone", async () => {
    const of = (service: number) => ({ raw: "x\n", message: "x", timestampUs: NOON_US, service: `s${service}` });
    const services = Array.from({ length: 101 }, (_, service) => of(service));
    const { file } = await fixture.insert([...services, of(7)]);
    const activity = await fixture.store.countActivity({ fileIds: [file.id] }, 120);
    expect(activity!.windows.uniqueServices).toEqual(Float64Array.of(101));
    expect(activity!.services.names).toHaveLength(100);
    expect(activity!.services.names).toContain("s7");
  });

  it("has nothing to analyse where nothing matches", async () => {
    const nothing = { fileIds: [] };
    expect(await fixture.store.findTimeRange(nothing)).toBeNull();
    expect(await fixture.store.countActivity(nothing, 120)).toBeNull();
    expect(await fixture.store.findErrorShapes(nothing, 10)).toEqual([]);
    expect(await fixture.store.findShapeExamples({}, [])).toEqual(new Map());
    expect(await fixture.store.findWindowExamples({}, [], 120, [], 5)).toEqual([]);
  });

  it("names entries that show what was unusual in a window: given shapes first, then errors, then warnings", async () => {
    const at = (minute: number) => NOON_US + minute * MINUTE_US;
    const { file } = await fixture.insert([
      { raw: "x\n", message: "x", timestampUs: at(0), level: "INFO", shape: 1n },
      { raw: "x\n", message: "x", timestampUs: at(0), level: "WARNING", shape: 2n },
      ...Array.from({ length: 4 }, () => ({
        raw: "x\n",
        message: "x",
        timestampUs: at(1),
        level: "ERROR" as const,
        shape: 3n,
      })),
      { raw: "x\n", message: "x", timestampUs: at(1), level: "INFO", shape: 4n },
      { raw: "x\n", message: "x", timestampUs: at(2), level: "ERROR", shape: 3n },
      { raw: "x\n", message: "x", timestampUs: at(4), level: "INFO", shape: 1n },
    ]);
    const starts = ["2026-11-22T12:04:00Z", "2026-11-22T12:00:00Z", "2026-11-22T12:06:00Z"];
    const found = await fixture.store.findWindowExamples({ fileIds: [file.id] }, starts, 120, ["4"], 4);
    const lines = found.map((ids) => ids.map((id) => id % 2 ** 32));
    expect(lines).toEqual([[9], [7, 3, 4, 2], []]);
    expect(await fixture.store.findShapeExamples({ fileIds: [file.id] }, ["3", "5"])).toEqual(new Map([["3", "x"]]));
  });

  it("refuses windows finer than the counts, and more of them than anyone could use", async () => {
    const { file } = await fixture.insert([
      { raw: "x\n", message: "x", timestampUs: Date.UTC(1950, 0) * 1000 },
      { raw: "x\n", message: "x", timestampUs: NOON_US },
    ]);
    await expect(fixture.store.countActivity({ fileIds: [file.id] }, 90)).rejects.toThrow(RangeError);
    await expect(fixture.store.countActivity({ fileIds: [file.id] }, 120)).rejects.toThrow(QueryTooLargeError);
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
      services: [
        { service: "a", count: 1 },
        { service: "b", count: 1 },
      ],
    });
    expect(first!.exampleMessage).toMatch(/^user [123]$/);
    expect(second).toEqual({
      shape: "5",
      exampleMessage: "once",
      count: 1,
      firstSeen: null,
      lastSeen: null,
      services: [],
      buckets: [],
    });
    expect(others).toEqual([]);
    const grid = { start: "2026-11-22T11:00:00Z", bucketSeconds: 60 };
    const [spread] = await fixture.store.findErrorShapes({ fileIds: [file.id] }, 1, grid);
    expect(spread!.buckets).toEqual([
      { bucket: 60, count: 1 },
      { bucket: 61, count: 1 },
    ]);
    expect(await fixture.store.findErrorShapes({ fileIds: [file.id] }, 1)).toHaveLength(1);
    const range = { start: "2026-11-22T12:01:00Z", end: "2026-11-22T12:02:00Z" };
    expect(await fixture.store.findErrorShapes({ fileIds: [file.id], ...range }, 10)).toMatchObject([
      { count: 1, firstSeen: "2026-11-22T12:01:00.000000Z", services: [{ service: "a", count: 1 }] },
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
}
