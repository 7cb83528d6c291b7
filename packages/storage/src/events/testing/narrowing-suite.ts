import { createHash } from "node:crypto";
import { parseSearch } from "@faultline/logs";
import { beforeAll, describe, expect, it } from "vitest";
import { entryConditions } from "../entry-conditions.ts";
import type { EntryFilter, EntryPage, EntryPlace, EntryQuery } from "../event-store.ts";
import { narrowFilter } from "../narrow-filter.ts";
import { sql, uint32 } from "../sql.ts";
import { type EventStoreFixture, MINUTE_US, NOON_US } from "./event-store-fixture.ts";

const RECORDS = 60_000;
const MINUTES = 60;

/** That searches leave out the times in which what is looked for cannot be, and miss nothing by it. */
export function describeNarrowing(fixture: EventStoreFixture): void {
  describe("asked for what is rare", () => {
    const fileIds: number[] = [];
    let filterOf: (text: string) => EntryFilter;
    beforeAll(async () => {
      const records = Array.from({ length: RECORDS }, (_, i) => ({
        raw: `${i % 2 === 0 ? "" : "?"}done trace=${idOf(i)}\n`,
        message: `done trace=${idOf(i)}`,
        attributes: i % 10_000 === 0 ? { user: `Ada-${i}` } : {},
        ...(i % 1000 === 999 ? {} : { timestampUs: NOON_US + Math.floor((i * MINUTES * MINUTE_US) / RECORDS) }),
      }));
      const { file } = await fixture.insert(records.slice(0, RECORDS / 2));
      await fixture.insert(records.slice(RECORDS / 2), file);
      fileIds.push(file.id);
      filterOf = (text) => {
        const parsed = parseSearch(text);
        if (!parsed.ok || parsed.query === null) throw new Error("not a query");
        return { fileIds, query: parsed.query as EntryQuery };
      };
    });

    const lines = async (filter: EntryFilter) => {
      const { items } = await fixture.store.searchEntries(filter, { limit: 10, withinMs: 10_000 });
      const total = items.length;
      expect(await fixture.store.countEntries(filter)).toBe(total);
      expect((await fixture.store.summarizeEntries(filter)).totalEntries).toBe(total);
      expect(await fixture.store.countByFile(filter, 5)).toEqual(
        total === 0 ? [] : [{ fileId: fileIds[0], count: total }],
      );
      const exported = [];
      for await (const entries of fixture.store.exportEntries(filter)) exported.push(...entries);
      expect(exported.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
      return items.map(({ lineNumber }) => lineNumber);
    };

    it.each([0, 1, 1234, 29_997, 30_000, 30_001, 59_997])(
      "finds record %i by its id, its end, and its field",
      async (i) => {
        expect(await lines(filterOf(idOf(i)))).toEqual([lineOf(i)]);
        expect(await lines(filterOf(idOf(i).slice(3).toUpperCase()))).toEqual([lineOf(i)]);
        expect(await lines(filterOf(`/trace=${idOf(i)}$/ -xylophone`))).toEqual([lineOf(i)]);
        expect(await lines(filterOf(`${idOf(i)} OR ${idOf(i + 1)}`))).toEqual([lineOf(i + 1), lineOf(i)]);
      },
    );

    it.each(["older", "newer"] as const)(
      "is gone on with towards what is %s, however little time there is",
      async (direction) => {
        const ids = [29_997, 17, 42_001, 1234, 55_555, 41_999];
        const filter = filterOf(ids.map(idOf).join(" OR "));
        const found: number[] = [];
        let pages = 0;
        let place: EntryPlace | null = {
          timestampUs: direction === "older" ? Number.MAX_SAFE_INTEGER : 0,
          fileId: 0,
          lineNumber: 0,
        };
        while (place !== null && pages++ < 20) {
          const page: EntryPage = await fixture.store.searchEntries(filter, {
            limit: 4,
            withinMs: 0,
            from: { direction, place },
          });
          found.push(...page.items.map(({ lineNumber }) => lineNumber));
          place = page[direction];
        }
        // Towards what is newer, what has no timestamp was before the place to begin with.
        const expected = direction === "older" ? ids : ids.filter((i) => i !== 41_999);
        expect(found.toSorted((a, b) => a - b)).toEqual(expected.map(lineOf).toSorted((a, b) => a - b));
        expect(pages).toBeLessThan(8);
      },
    );

    it("finds letters whose other case is beyond ASCII", async () => {
      const { file } = await fixture.insert([
        { raw: "Grö to\u212aen pa\u017fsword\n", message: "", timestampUs: NOON_US },
      ]);
      for (const text of ["/password/i", "/grö token/i", '"GRÖ TO\u212aEN"']) {
        const filter = { ...filterOf(text), fileIds: [...fileIds, file.id] };
        expect(await fixture.store.countEntries(filter)).toBe(1);
      }
    });

    it("finds what has no timestamp, and by a value that is not in the record as it was received", async () => {
      expect(await lines(filterOf(idOf(41_999)))).toEqual([lineOf(41_999)]);
      expect(await lines(filterOf("user:ada-40000"))).toEqual([lineOf(40_000)]);
      expect(await lines(filterOf("xylophone"))).toEqual([]);
    });

    it("reads only the times in which it may be", async () => {
      const minutesOf = ({ ranges }: EntryFilter) =>
        ranges?.reduce((sum, { leastUs, greatestUs }) => sum + (greatestUs - leastUs) / MINUTE_US, 0);
      const narrowed = await narrowFilter(fixture.engine, filterOf(idOf(1234)));
      expect(minutesOf(narrowed)).toBeGreaterThan(0);
      expect(minutesOf(narrowed)).toBeLessThan(MINUTES / 3);
      const granulesOf = async (filter: EntryFilter) => {
        const lines = await fixture.engine.select<{ explain: string }>(
          sql`EXPLAIN indexes = 1 SELECT count() FROM entries WHERE ${entryConditions(filter)}`,
        );
        return lines
          .flatMap(({ explain }) => /Granules: (\d+)\//.exec(explain)?.[1] ?? [])
          .map(Number)
          .at(-1)!;
      };
      expect(await granulesOf(narrowed)).toBeLessThan((await granulesOf(filterOf(idOf(1234)))) / 2);
      expect((await narrowFilter(fixture.engine, filterOf("xylophone"))).ranges).toEqual([]);
      // Where it may be anywhere, it is read as a whole.
      for (const text of ["done", "do", "-xylophone", "xylophone OR level:error"]) {
        expect((await narrowFilter(fixture.engine, filterOf(text))).ranges).toBeUndefined();
      }
    });

    it("finds what was stored without filters, with and without a timestamp, however often it is asked", async () => {
      const { file } = await fixture.insert([
        { raw: "first\n", message: "first", timestampUs: NOON_US },
        { raw: "xylophone 1\n", message: "xylophone 1", timestampUs: NOON_US + MINUTE_US },
        { raw: "xylophone 2\n", message: "xylophone 2" },
      ]);
      await fixture.engine.execute(
        sql`ALTER TABLE entries UPDATE text_filter = '' WHERE file_id = ${uint32(file.id)} SETTINGS mutations_sync = 2`,
      );
      const filter = { ...filterOf("xylophone"), fileIds: [...fileIds, file.id] };
      for (let time = 0; time < 8; time++) expect(await fixture.store.countEntries(filter)).toBe(2);
      const { items } = await fixture.store.searchEntries(filter, { limit: 10 });
      expect(items.map(({ message }) => message)).toEqual(["xylophone 1", "xylophone 2"]);
    });
  });
}

function idOf(i: number): string {
  return createHash("sha256").update(`id ${i}`).digest("hex").slice(0, 16);
}

/** Of each record, the first of a block having the line 1. */
function lineOf(i: number): number {
  return (i % (RECORDS / 2)) + 1;
}
