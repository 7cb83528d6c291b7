import { expect, it } from "vitest";
import { type EventStoreFixture, MINUTE_US, NOON_US } from "./event-store-fixture.ts";

/** What templates of messages ask. */
export function describeShapes(fixture: EventStoreFixture): void {
  const top = 0xfedc_ba98_7654_3210n;
  const x = { raw: "x\n", message: "x" };

  it("counts shapes in a range, with when each was seen first of all, and how its entries spread", async () => {
    const { file } = await fixture.insert([
      { ...x, timestampUs: NOON_US + 1, level: "INFO", service: "a", shape: top },
      { ...x, timestampUs: NOON_US + 4 * MINUTE_US, level: "INFO", service: "a", shape: top },
      { ...x, timestampUs: NOON_US + 5 * MINUTE_US, level: "ERROR", service: "b", shape: top },
      { ...x, timestampUs: NOON_US + 5 * MINUTE_US + 7, shape: 7n },
      { ...x, timestampUs: NOON_US + 2 * MINUTE_US, shape: 8n },
      { ...x, shape: 9n },
    ]);
    const filter = { fileIds: [file.id] };
    expect(await fixture.store.countShapes({ ...filter, start: "2026-11-22T12:04:00Z" }, 10)).toEqual({
      entries: 3,
      isComplete: true,
      items: [
        {
          shape: top.toString(),
          count: 2,
          firstSeen: "2026-11-22T12:04:00.000000Z",
          lastSeen: "2026-11-22T12:05:00.000000Z",
          firstOfAll: "2026-11-22T12:00:00.000001Z",
        },
        {
          shape: "7",
          count: 1,
          firstSeen: "2026-11-22T12:05:00.000007Z",
          lastSeen: "2026-11-22T12:05:00.000007Z",
          firstOfAll: "2026-11-22T12:05:00.000007Z",
        },
      ],
    });
    const { items: all } = await fixture.store.countShapes(filter, 10);
    expect(all.map(({ shape, count }) => [shape, count])).toEqual([
      [top.toString(), 3],
      ["7", 1],
      ["8", 1],
      ["9", 1],
    ]);
    expect(all[3]).toMatchObject({ firstSeen: null, lastSeen: null, firstOfAll: null });
    expect(await fixture.store.countShapes({ ...filter, levels: ["ERROR"] }, 10)).toMatchObject({
      entries: 1,
      isComplete: true,
    });
    expect(await fixture.store.countShapes(filter, 1)).toMatchObject({ entries: 6, isComplete: false });
    expect((await fixture.store.listShapes(filter, 10)).toSorted()).toEqual([top.toString(), "7", "8", "9"].toSorted());
    const grid = { start: "2026-11-22T12:00:00Z", bucketSeconds: 120 };
    const spread = await fixture.store.spreadShapes(filter, [top.toString(), "9", "10"], grid);
    expect(spread.toSorted((a, b) => b.levels.length - a.levels.length)).toEqual([
      {
        shape: top.toString(),
        levels: [
          { level: "ERROR", count: 1 },
          { level: "INFO", count: 2 },
        ],
        services: [
          { service: "a", count: 2 },
          { service: "b", count: 1 },
        ],
        buckets: [
          { bucket: 0, count: 1 },
          { bucket: 2, count: 2 },
        ],
      },
      { shape: "9", levels: [{ level: null, count: 1 }], services: [], buckets: [] },
    ]);
  });

  it("counts what stands where a template has wildcards", async () => {
    const messages = ["took   5 ms (a.b) at (x", "took <=5 ms (a.b) at y", "took 17 ms (a.b) at ", "took 5 s"];
    const { file } = await fixture.insert([
      ...messages.map((message) => ({ raw: `${message}\n`, message, shape: top })),
      { raw: "took 9 ms (a.b) at z\n", message: "took 9 ms (a.b) at z", shape: 1n },
      { raw: "a { 1 }\nb.C: 2\n", message: "a { 1 }\nb.C: 2", shape: 2n },
    ]);
    const of = (shape: string) => ({ fileIds: [file.id], query: { kind: "shapes", shapes: [shape] } as const });
    const found = await fixture.store.countParameters(of(top.toString()), "took <*> ms (a.b) at <*>");
    expect(found).toMatchObject({ countedEntries: 3, isApproximate: false });
    expect(found.parameters[0]).toEqual({
      values: [
        { value: "5", count: 2 },
        { value: "17", count: 1 },
      ],
      distinct: 2,
    });
    expect(found.parameters[1]!.values.map(({ value }) => value).toSorted()).toEqual(["", "(x", "y"]);
    expect((await fixture.store.countParameters(of("2"), "a {<*>} b.C")).parameters).toEqual([
      { values: [{ value: "1", count: 1 }], distinct: 1 },
    ]);
    expect((await fixture.store.countParameters(of("2"), "a b")).parameters).toEqual([]);
    expect(await fixture.store.countByFile(of(top.toString()), 5)).toEqual([{ fileId: file.id, count: 4 }]);
  });

  it("takes thousands of shapes at once", async () => {
    const { file } = await fixture.insert([{ ...x, shape: top }]);
    const many = Array.from({ length: 12_000 }, (_, i) => (top - BigInt(i)).toString());
    const filter = { fileIds: [file.id] };
    expect(await fixture.store.findShapeExamples(filter, many)).toEqual(new Map([[top.toString(), "x"]]));
    expect(await fixture.store.countEntries({ ...filter, query: { kind: "shapes", shapes: many } })).toBe(1);
  });
}
