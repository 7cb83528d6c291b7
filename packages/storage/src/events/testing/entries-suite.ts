import fc from "fast-check";
import { expect, it } from "vitest";
import type { Entry } from "../event-store.ts";
import { sql, uint32 } from "../sql.ts";
import { ALL, type EventStoreFixture, NOON_US } from "./event-store-fixture.ts";

/** What is stored of a record, and in which order records are listed. */
export function describeEntries(fixture: EventStoreFixture): void {
  it("gives back all that a record carried", async () => {
    const { file } = await fixture.insert([
      { raw: "first line\n", message: "first line", lineCount: 1 },
      {
        raw: "2026-11-22T12:00:00.123456Z ERROR api [t-1] boom\n  at main\r\n",
        message: "boom\n  at main",
        timestampUs: NOON_US + 123_456,
        level: "ERROR",
        service: "api",
        host: "web-1",
        format: "application",
        traceId: "t-1",
        attributes: { status: "503", path: "/a b" },
        parseConfidence: 87,
        lineCount: 2,
      },
    ]);
    const { items, total } = await fixture.store.findEntries({ fileIds: [file.id], levels: ["ERROR"] }, ALL);
    expect(total).toBe(1);
    expect(items).toEqual([
      {
        id: file.id * 2 ** 32 + 2,
        fileId: file.id,
        lineNumber: 2,
        lineCount: 2,
        byteOffset: 11,
        timestamp: "2026-11-22T12:00:00.123456Z",
        level: "ERROR",
        service: "api",
        host: "web-1",
        message: "boom\n  at main",
        rawLine: "2026-11-22T12:00:00.123456Z ERROR api [t-1] boom\n  at main",
        traceId: "t-1",
        attributes: { status: "503", path: "/a b" },
        parseStatus: "parsed",
        parseConfidence: 0.87,
        parserName: "application",
        createdAt: "2026-11-23T01:02:03.456Z",
        shape: "0",
      } satisfies Entry,
    ]);
  });

  it("has null where a record carries nothing", async () => {
    const { file } = await fixture.insert([{ raw: "?", message: "?", parseStatus: "failed", parseConfidence: 0 }]);
    const { items } = await fixture.store.findEntries({ fileIds: [file.id] }, ALL);
    expect(items[0]).toMatchObject({
      timestamp: null,
      level: null,
      service: null,
      host: null,
      traceId: null,
      parserName: null,
      attributes: {},
      parseStatus: "failed",
    });
  });

  it("shows a decoded message beside the raw line it came from", async () => {
    const { file } = await fixture.insert([{ raw: '{"msg":"caf\\u00e9"}\n', message: "café" }]);
    const { items } = await fixture.store.findEntries({ fileIds: [file.id] }, ALL);
    expect(items[0]).toMatchObject({ message: "café", rawLine: '{"msg":"caf\\u00e9"}' });
  });

  it("keeps every byte it was given, whatever the bytes are", async () => {
    const lineEnd = fc.constantFrom("\n", "\r\n", "");
    const bytes = fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array));
    const record = fc
      .tuple(bytes, bytes, bytes, lineEnd, fc.boolean())
      .map(([head, message, tail, end, isDecoded]) => ({
        raw: Buffer.concat([head, isDecoded ? Buffer.alloc(0) : message, tail, Buffer.from(end)]),
        message,
      }));
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 30 }), async (records) => {
        const { file } = await fixture.insert(records);
        const rows = await fixture.engine.select<{ raw: string; message: string }>(sql`
          SELECT hex(raw_record) AS raw, hex(message) AS message
          FROM entries WHERE file_id = ${uint32(file.id)} ORDER BY line_number`);
        expect(rows).toEqual(records.map(({ raw, message }) => ({ raw: hex(raw), message: hex(message) })));
      }),
      { numRuns: 15 },
    );
  });

  it("shows bytes that are not UTF-8 as U+FFFD", async () => {
    const { file } = await fixture.insert([
      { raw: Buffer.from([0x41, 0xff, 0x42, 0x0a]), message: Buffer.from([0x41, 0xff, 0x42]) },
    ]);
    const { items } = await fixture.store.findEntries({ fileIds: [file.id], keyword: "b" }, ALL);
    expect(items[0]).toMatchObject({ message: "A\uFFFDB", rawLine: "A\uFFFDB" });
  });

  it("tells apart more services than a byte can number, and attributes of any number", async () => {
    const names = Array.from({ length: 300 }, (_, i) => `service-${i}`);
    const { file } = await fixture.insert(
      names.map((service, i) => ({
        raw: `${i}\n`,
        message: `${i}`,
        service,
        attributes: Object.fromEntries(names.slice(0, i % 4).map((key) => [key, `${i}`])),
      })),
    );
    const { items } = await fixture.store.findEntries({ fileIds: [file.id] }, ALL);
    expect(items.map((entry) => entry.service)).toEqual(names.toReversed());
    expect(items.at(-4)!.attributes).toEqual({ "service-0": "3", "service-1": "3", "service-2": "3" });
  });

  it("lists the newest first, those without a timestamp last, of equal ones the last file and line first", async () => {
    const lines = [NOON_US, undefined, NOON_US + 1, NOON_US, -1, undefined].map((timestampUs, i) => ({
      raw: `${i}\n`,
      message: `a${i}`,
      ...(timestampUs === undefined ? {} : { timestampUs }),
    }));
    const { file: first } = await fixture.insert(lines);
    const { file: second } = await fixture.insert([{ raw: "b0\n", message: "b0", timestampUs: NOON_US }]);
    expect(await fixture.messagesOf({ fileIds: [second.id, first.id] })).toEqual([
      "a2",
      "b0",
      "a3",
      "a0",
      "a4",
      "a5",
      "a1",
    ]);
  });

  it("pages through all entries once, and counts them exactly", async () => {
    const { file } = await fixture.insert(
      Array.from({ length: 1001 }, (_, i) => ({ raw: `${i}\n`, message: `${i}`, timestampUs: NOON_US + (i % 7) })),
    );
    const seen: string[] = [];
    for (let offset = 0; offset < 1200; offset += 200) {
      const { items, total } = await fixture.store.findEntries({ fileIds: [file.id] }, { offset, limit: 200 });
      expect(total).toBe(1001);
      seen.push(...items.map((entry) => entry.message));
    }
    expect(seen).toHaveLength(1001);
    expect(new Set(seen).size).toBe(1001);
  });

  it("keeps times from 1900 to 2255 to the microsecond", async () => {
    const times = [Date.UTC(1900, 0, 1, 0, 1) * 1000 + 1, -1, 0, Date.UTC(2255, 0) * 1000 + 999_999];
    const { file } = await fixture.insert(times.map((timestampUs) => ({ raw: "x\n", message: "x", timestampUs })));
    const { items } = await fixture.store.findEntries({ fileIds: [file.id] }, ALL);
    expect(items.map((entry) => entry.timestamp)).toEqual([
      "2255-01-01T00:00:00.999999Z",
      "1970-01-01T00:00:00.000000Z",
      "1969-12-31T23:59:59.999999Z",
      "1900-01-01T00:01:00.000001Z",
    ]);
    const summary = await fixture.store.summarizeEntries({ fileIds: [file.id] });
    expect(summary.firstTimestamp).toBe("1900-01-01T00:01:00.000000Z");
  });

  it("takes a time beyond those for none, wherever it is counted", async () => {
    const late = Date.UTC(9999, 11, 31) * 1000;
    const { file } = await fixture.insert([{ raw: "x\n", message: "x", timestampUs: late, level: "INFO" }]);
    const filter = { fileIds: [file.id] };
    expect((await fixture.store.findEntries(filter, ALL)).items).toMatchObject([{ timestamp: null }]);
    expect(await fixture.store.summarizeEntries(filter)).toMatchObject({ totalEntries: 1, firstTimestamp: null });
    expect((await fixture.store.timeline(filter, 10)).buckets).toEqual([]);
  });
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex").toUpperCase();
}
