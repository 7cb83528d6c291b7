import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { encodeEntryBlock } from "../entry-block.ts";
import type { EventEngine } from "../event-engine.ts";
import { QueryTimeoutError, QueryTooLargeError } from "../event-store-errors.ts";
import type { Entry, EntryFilter, EventStore } from "../event-store.ts";
import { eventStoreOver } from "../open-event-store.ts";
import { QUERY_LIMITS } from "../query-limits.ts";
import { sql, uint32 } from "../sql.ts";
import { recordBlock, type TestRecord } from "./record-block.ts";

const NOON_US = Date.UTC(2026, 10, 22, 12) * 1000;
const SECOND_US = 1_000_000;
const MINUTE_US = 60 * SECOND_US;
const CREATED_AT_MS = Date.UTC(2026, 10, 23, 1, 2, 3, 456);

/** What every engine of log entries must do. `open` gives an engine over the same place each time it is called. */
export function describeEventStore(name: string, open: () => Promise<EventEngine>): void {
  describe(`The event store over ${name}`, () => {
    let engine: EventEngine;
    let store: EventStore;
    let files = 0;

    beforeAll(async () => {
      engine = await open();
      store = eventStoreOver(engine);
      await store.migrate();
    });
    afterAll(() => store.close());

    /** Stores the records as the next block of a file; of a new file if none is given. */
    async function insert(records: readonly TestRecord[], file = { id: ++files, blocks: 0 }) {
      const block = recordBlock(records);
      const encoded = encodeEntryBlock({
        fileId: file.id,
        blockNumber: file.blocks++,
        block,
        createdAtMs: CREATED_AT_MS,
      });
      await store.insertBlock(encoded);
      return { file, encoded };
    }

    const all = { offset: 0, limit: 500 };
    const messagesOf = async (filter: EntryFilter) =>
      (await store.findEntries(filter, all)).items.map((entry) => entry.message);

    it("gives back all that a record carried", async () => {
      const { file } = await insert([
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
      const { items, total } = await store.findEntries({ fileIds: [file.id], levels: ["ERROR"] }, all);
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
        } satisfies Entry,
      ]);
    });

    it("has null where a record carries nothing", async () => {
      const { file } = await insert([{ raw: "?", message: "?", parseStatus: "failed", parseConfidence: 0 }]);
      const { items } = await store.findEntries({ fileIds: [file.id] }, all);
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
      const { file } = await insert([{ raw: '{"msg":"caf\\u00e9"}\n', message: "café" }]);
      const { items } = await store.findEntries({ fileIds: [file.id] }, all);
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
          const { file } = await insert(records);
          const rows = await engine.select<{ raw: string; message: string }>(sql`
            SELECT hex(raw_record) AS raw, hex(message) AS message
            FROM entries WHERE file_id = ${uint32(file.id)} ORDER BY line_number`);
          expect(rows).toEqual(records.map(({ raw, message }) => ({ raw: hex(raw), message: hex(message) })));
        }),
        { numRuns: 15 },
      );
    });

    it("shows bytes that are not UTF-8 as U+FFFD", async () => {
      const { file } = await insert([
        { raw: Buffer.from([0x41, 0xff, 0x42, 0x0a]), message: Buffer.from([0x41, 0xff, 0x42]) },
      ]);
      const { items } = await store.findEntries({ fileIds: [file.id], keyword: "b" }, all);
      expect(items[0]).toMatchObject({ message: "A\uFFFDB", rawLine: "A\uFFFDB" });
    });

    it("tells apart more services than a byte can number, and attributes of any number", async () => {
      const names = Array.from({ length: 300 }, (_, i) => `service-${i}`);
      const { file } = await insert(
        names.map((service, i) => ({
          raw: `${i}\n`,
          message: `${i}`,
          service,
          attributes: Object.fromEntries(names.slice(0, i % 4).map((key) => [key, `${i}`])),
        })),
      );
      const { items } = await store.findEntries({ fileIds: [file.id] }, all);
      expect(items.map((entry) => entry.service)).toEqual(names);
      expect(items[3]!.attributes).toEqual({ "service-0": "3", "service-1": "3", "service-2": "3" });
    });

    it("lists the newest first, those without a timestamp last, equal ones by file and line", async () => {
      const lines = [NOON_US, undefined, NOON_US + 1, NOON_US, -1, undefined].map((timestampUs, i) => ({
        raw: `${i}\n`,
        message: `a${i}`,
        ...(timestampUs === undefined ? {} : { timestampUs }),
      }));
      const { file: first } = await insert(lines);
      const { file: second } = await insert([{ raw: "b0\n", message: "b0", timestampUs: NOON_US }]);
      expect(await messagesOf({ fileIds: [second.id, first.id] })).toEqual(["a2", "a0", "a3", "b0", "a4", "a1", "a5"]);
    });

    it("pages through all entries once, and counts them exactly", async () => {
      const { file } = await insert(
        Array.from({ length: 1001 }, (_, i) => ({ raw: `${i}\n`, message: `${i}`, timestampUs: NOON_US + (i % 7) })),
      );
      const seen: string[] = [];
      for (let offset = 0; offset < 1200; offset += 200) {
        const { items, total } = await store.findEntries({ fileIds: [file.id] }, { offset, limit: 200 });
        expect(total).toBe(1001);
        seen.push(...items.map((entry) => entry.message));
      }
      expect(seen).toHaveLength(1001);
      expect(new Set(seen).size).toBe(1001);
    });

    it("keeps times from 1900 to 2255 to the microsecond", async () => {
      const times = [Date.UTC(1900, 0, 1, 0, 1) * 1000 + 1, -1, 0, Date.UTC(2255, 0) * 1000 + 999_999];
      const { file } = await insert(times.map((timestampUs) => ({ raw: "x\n", message: "x", timestampUs })));
      const { items } = await store.findEntries({ fileIds: [file.id] }, all);
      expect(items.map((entry) => entry.timestamp)).toEqual([
        "2255-01-01T00:00:00.999999Z",
        "1970-01-01T00:00:00.000000Z",
        "1969-12-31T23:59:59.999999Z",
        "1900-01-01T00:01:00.000001Z",
      ]);
      const summary = await store.summarizeEntries({ fileIds: [file.id] });
      expect(summary.firstTimestamp).toBe("1900-01-01T00:01:00.000000Z");
    });

    describe("asked for entries that match", () => {
      let fileIds: number[];
      beforeAll(async () => {
        const { file } = await insert([
          { raw: "GET /a 100%_done\n", message: "100%_done", timestampUs: NOON_US, level: "INFO", service: "api" },
          { raw: "DB Größe\n", message: "DB Größe", timestampUs: NOON_US + 1, level: "ERROR", service: "it's \\ db" },
          {
            raw: "q\n",
            message: "tab\there \\n \0 'quoted'",
            timestampUs: NOON_US + 2,
            level: "FATAL",
            parseStatus: "partial",
          },
          { raw: "no time\n", message: "no time", level: "ERROR", service: "api", parseStatus: "failed" },
        ]);
        fileIds = [file.id];
      });

      const cases: [string, EntryFilter, string[]][] = [
        [
          "from a moment on, inclusive",
          { start: "2026-11-22T12:00:00.000001Z" },
          ["tab\there \\n \0 'quoted'", "DB Größe"],
        ],
        ["before a moment, exclusive", { end: "2026-11-22T12:00:00.000001Z" }, ["100%_done"]],
        ["from a moment with an offset", { start: "2026-11-22T14:00:00.000002+02:00" }, ["tab\there \\n \0 'quoted'"]],
        ["on a day", { start: "2026-11-22", end: "2026-11-23", levels: ["INFO"] }, ["100%_done"]],
        ["of some levels", { levels: ["ERROR", "FATAL"] }, ["tab\there \\n \0 'quoted'", "DB Größe", "no time"]],
        ["of no level at all", { levels: [] }, []],
        ["of a service whose name has quotes", { services: ["it's \\ db"] }, ["DB Größe"]],
        ["of some parse statuses", { parseStatuses: ["partial", "failed"] }, ["tab\there \\n \0 'quoted'", "no time"]],
        ["with a word in any case", { keyword: "NO TIME" }, ["no time"]],
        ["with a word in any case beyond ASCII", { keyword: "gRÖSSE".replace("SS", "ß") }, ["DB Größe"]],
        ["with a percent sign", { keyword: "%" }, ["100%_done"]],
        ["with an underscore", { keyword: "_" }, ["100%_done"]],
        ["with a tab", { keyword: "\t" }, ["tab\there \\n \0 'quoted'"]],
        ["with a backslash", { keyword: "\\N" }, ["tab\there \\n \0 'quoted'"]],
        ["with a NUL", { keyword: "\0 '" }, ["tab\there \\n \0 'quoted'"]],
        ["with a word that is in the raw line only", { keyword: "GET" }, []],
        ["with SQL for a word", { keyword: "') OR 1=1 --" }, []],
        ["with an empty word", { keyword: "" }, ["tab\there \\n \0 'quoted'", "DB Größe", "100%_done", "no time"]],
        ["in no file", { fileIds: [] }, []],
      ];
      it.each(cases)("finds those %s", async (_, filter, expected) => {
        expect(await messagesOf({ fileIds, ...filter })).toEqual(expected);
        expect((await store.findEntries({ fileIds, ...filter }, { offset: 0, limit: 1 })).total).toBe(expected.length);
      });
    });

    it("stores a block once however often it is inserted, and counts it once, also after reopening", async () => {
      const records = [
        { raw: "a\n", message: "a", timestampUs: NOON_US, level: "ERROR", shape: 1n },
        { raw: "b\n", message: "b" },
      ] as const;
      const { file, encoded } = await insert(records);
      await insert(records, file);
      await store.insertBlock(encoded);
      await store.close();
      engine = await open();
      store = eventStoreOver(engine);
      await store.migrate();
      await store.insertBlock(encoded);
      await Promise.all([store.insertBlock(encoded), store.insertBlock(encoded)]);

      const filter = { fileIds: [file.id] };
      expect((await store.findEntries(filter, all)).total).toBe(4);
      expect((await store.summarizeEntries(filter)).totalEntries).toBe(4);
      expect((await store.findErrorShapes(filter, 10))[0]!.count).toBe(2);
    });

    it("counts levels, services and the range of time, entries without a timestamp included", async () => {
      const { file } = await insert([
        ...Array.from({ length: 12 }, (_, i) =>
          Array.from({ length: i + 1 }, () => ({ raw: "x\n", message: "x", service: `s${i}`, level: "INFO" as const })),
        ).flat(),
        { raw: "y\n", message: "y", timestampUs: NOON_US + 61 * SECOND_US, level: "ERROR" },
        { raw: "y\n", message: "y", timestampUs: NOON_US + 3 * MINUTE_US - 1 },
      ]);
      const filter = { fileIds: [file.id] };
      expect(await store.summarizeEntries(filter)).toEqual({
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
      expect(await store.summarizeEntries({ ...filter, services: ["s3"], levels: ["INFO"] })).toMatchObject({
        totalEntries: 4,
        firstTimestamp: null,
        lastTimestamp: null,
      });
      // Rounded out to whole minutes, and entries without a timestamp are in no range.
      const range = { start: "2026-11-22T12:01:59Z", end: "2026-11-22T12:02:00.000001Z" };
      expect(await store.summarizeEntries({ ...filter, ...range })).toMatchObject({ totalEntries: 2 });
      expect(await store.summarizeEntries({ ...filter, end: "2026-11-22T12:02:00Z" })).toMatchObject({
        totalEntries: 1,
      });
    });

    it("has nothing to summarize where nothing matches", async () => {
      const nothing = { fileIds: [] };
      expect(await store.summarizeEntries(nothing)).toEqual({
        totalEntries: 0,
        levels: [],
        topServices: [],
        firstTimestamp: null,
        lastTimestamp: null,
      });
      expect(await store.timeline(nothing, 10)).toEqual({ bucketSeconds: 60, buckets: [] });
      expect(await store.countWindows(nothing, 120)).toEqual([]);
      expect(await store.findErrorShapes(nothing, 10)).toEqual([]);
    });

    it("draws a timeline in buckets of a round width with the quiet ones at zero", async () => {
      const { file } = await insert([
        { raw: "x\n", message: "x", timestampUs: NOON_US + 8 * MINUTE_US, level: "FATAL" },
        { raw: "x\n", message: "x", timestampUs: NOON_US + 14 * MINUTE_US, level: "DEBUG" },
        { raw: "x\n", message: "x", timestampUs: NOON_US + 29 * MINUTE_US },
        { raw: "x\n", message: "x", level: "ERROR" },
      ]);
      const zeros = { total: 0, fatal: 0, error: 0, warning: 0, info: 0, debug: 0, trace: 0 };
      expect(await store.timeline({ fileIds: [file.id] }, 5)).toEqual({
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
      const { file } = await insert([{ raw: "x\n", message: "x", timestampUs: -1, level: "INFO" }]);
      const range = { start: "1969-12-31T23:00:00Z", end: "1970-01-01T01:00:00Z" };
      const { bucketSeconds, buckets } = await store.timeline({ fileIds: [file.id], ...range }, 2);
      expect(bucketSeconds).toBe(3600);
      expect(buckets.map(({ start, info }) => [start, info])).toEqual([
        ["1969-12-31T23:00:00.000000Z", 1],
        ["1970-01-01T00:00:00.000000Z", 0],
      ]);
    });

    it("counts windows for anomaly detection, quiet ones included", async () => {
      const { file } = await insert([
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
      expect(await store.countWindows({ fileIds: [file.id] }, 120)).toEqual([
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
      const { file } = await insert([
        { raw: "x\n", message: "x", timestampUs: Date.UTC(1950, 0) * 1000 },
        { raw: "x\n", message: "x", timestampUs: NOON_US },
      ]);
      await expect(store.countWindows({ fileIds: [file.id] }, 90)).rejects.toThrow(RangeError);
      await expect(store.countWindows({ fileIds: [file.id] }, 120)).rejects.toThrow(QueryTooLargeError);
    });

    it("groups errors by shape, most frequent first, each with an example and when and where it was seen", async () => {
      const top = 0xfedc_ba98_7654_3210n;
      const { file } = await insert([
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
      const [first, second, ...others] = await store.findErrorShapes({ fileIds: [file.id] }, 10);
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
      expect(await store.findErrorShapes({ fileIds: [file.id] }, 1)).toHaveLength(1);
      const range = { start: "2026-11-22T12:01:00Z", end: "2026-11-22T12:02:00Z" };
      expect(await store.findErrorShapes({ fileIds: [file.id], ...range }, 10)).toMatchObject([
        { count: 1, firstSeen: "2026-11-22T12:01:00.000000Z", services: ["a"] },
      ]);
    });

    it("takes the example of a shape from a file that the filter allows", async () => {
      const record = { level: "ERROR", shape: 77n } as const;
      await insert([{ ...record, raw: "theirs\n", message: "theirs" }]);
      const { file } = await insert([{ ...record, raw: "ours\n", message: "ours" }]);
      expect(await store.findErrorShapes({ fileIds: [file.id] }, 1)).toMatchObject([
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
          const { file } = await insert(
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
          expect((await store.summarizeEntries(filter)).totalEntries).toBe(matching.length);
          for (const window of await store.countWindows(filter, 300)) {
            const at = (Date.parse(window.start) * 1000 - NOON_US) / MINUTE_US;
            const within = timed.filter(({ minute }) => minute! >= at && minute! < at + 5);
            expect(window.totalCount).toBe(within.length);
            expect(window.errorCount).toBe(within.filter(({ level }) => level === "ERROR").length);
            expect(window.uniqueServices).toBe(new Set(within.map(({ service }) => service).filter(Boolean)).size);
          }
          const { buckets } = await store.timeline(filter, 7);
          expect(buckets.reduce((sum, bucket) => sum + bucket.total, 0)).toBe(timed.length);
        }),
        { numRuns: 8 },
      );
    });

    it("forgets a deleted file, and nothing else", async () => {
      const record = { raw: "x\n", message: "x", timestampUs: NOON_US, level: "ERROR", shape: 99n } as const;
      const { file: deleted } = await insert([record]);
      const { file: kept } = await insert([record]);
      await store.deleteFile(deleted.id);
      const fileIds = [deleted.id, kept.id];
      expect((await store.findEntries({ fileIds }, all)).items.map((entry) => entry.fileId)).toEqual([kept.id]);
      expect((await store.summarizeEntries({ fileIds })).totalEntries).toBe(1);
      expect(await store.findErrorShapes({ fileIds: [deleted.id] }, 1)).toEqual([]);
    });

    it("migrates as often as asked, at the same time too", async () => {
      await Promise.all([store.migrate(), store.migrate()]);
      await store.migrate();
      expect((await store.findEntries({}, { offset: 0, limit: 1 })).total).toBeGreaterThan(0);
    });

    it("bounds each query in time and memory, and says which bound was met", async () => {
      const [limits] = await engine.select<{ seconds: number; bytes: number }>(sql`
        SELECT toUInt64(getSetting('max_execution_time')) AS seconds, toUInt64(getSetting('max_memory_usage')) AS bytes`);
      expect(limits).toEqual({
        seconds: QUERY_LIMITS.max_execution_time,
        bytes: Number(QUERY_LIMITS.max_memory_usage),
      });
      const slow = engine.select(sql`
        SELECT sleepEachRow(0.3) FROM numbers(10) SETTINGS max_execution_time = 1, max_block_size = 1`);
      await expect(slow).rejects.toThrow(QueryTimeoutError);
      const large = engine.select(sql`
        SELECT length(groupArray(number)) FROM numbers(10000000) SETTINGS max_memory_usage = 10000000`);
      await expect(large).rejects.toThrow(QueryTooLargeError);
    });

    it("answers a question while another takes its time", async () => {
      let isSlowDone = false;
      const slow = engine.select(sql`SELECT sleep(1.5)`).then(() => (isSlowDone = true));
      await store.summarizeEntries({ fileIds: [files] });
      await store.summarizeEntries({ fileIds: [files] });
      expect(isSlowDone).toBe(false);
      await slow;
    });

    it("answers a ping", async () => {
      await expect(store.ping()).resolves.toBeUndefined();
    });
  });
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex").toUpperCase();
}
