import { expect, it } from "vitest";
import type { EntryPage, EntryPageRequest, EntryPlace } from "../event-store.ts";
import { type EventStoreFixture, MINUTE_US, NOON_US } from "./event-store-fixture.ts";

/** Going through all entries page by page, and around one of them. */
export function describePaging(fixture: EventStoreFixture): void {
  it("goes down and up again by keyset, through equal times and those without, each entry once", async () => {
    const times = Array.from({ length: 211 }, (_, i) =>
      i % 10 === 0 ? {} : { timestampUs: NOON_US + (i % 7) * MINUTE_US },
    );
    const records = times.map((time, i) => ({ raw: `${i}\n`, message: `${i}`, ...time }));
    const files = [await fixture.insert(records), await fixture.insert(records.slice(0, 90))];
    const filter = { fileIds: files.map(({ file }) => file.id) };
    const all = (await fixture.store.findEntries(filter, { offset: 0, limit: 500 })).items.map(({ id }) => id);
    expect(all).toHaveLength(301);

    for (const at of [0, 1, 150, 240, 300]) {
      const place = (await fixture.store.findPlace(all[at]!))!;
      expect(await fixture.store.countNewer(filter, place)).toBe(at);
      const end = new Date((NOON_US + 3 * MINUTE_US + 1) / 1000).toISOString();
      const inRange = await fixture.store.findEntries({ ...filter, end }, { offset: 0, limit: 500 });
      const rank = inRange.items.filter(({ id }) => all.indexOf(id) < at).length;
      expect(await fixture.store.countNewer({ ...filter, end }, place)).toBe(rank);
    }

    const walk = async (direction: "older" | "newer", start: EntryPlace | null) => {
      const pages: EntryPage[] = [];
      for (let place = start; pages.length < 100;) {
        const from = place === null ? undefined : { direction, place };
        const page = await fixture.store.searchEntries(filter, { limit: 20, from });
        expect(page.isPartial).toBe(false);
        pages.push(page);
        place = page[direction];
        if (place === null) break;
      }
      return pages;
    };
    const down = await walk("older", null);
    expect(down.flatMap(({ items }) => items.map(({ id }) => id))).toEqual(all);
    expect(down[0]!.newer).toBeNull();
    expect(new Set(down.map(({ total }) => total))).toEqual(new Set([301]));
    const up = await walk("newer", down.at(-1)!.newer);
    expect(up.toReversed().flatMap(({ items }) => items.map(({ id }) => id))).toEqual(all.slice(0, -1));
    expect(up.at(-1)!.newer).toBeNull();
    expect(up.every(({ older }) => older !== null)).toBe(true);
  });

  it("answers in time with less than a page, and goes on from there", async () => {
    const minutes = 8;
    const { file } = await fixture.insert(
      // More than a piece of time holds, so that there are several.
      Array.from({ length: 48_000 }, (_, i) => ({
        raw: "x\n",
        message: i % 6000 === 0 ? "pin" : "hay",
        timestampUs: NOON_US + (i % minutes) * MINUTE_US,
      })),
    );
    // Too short for text filters to tell where it is.
    const filter = { fileIds: [file.id], keyword: "pin" };
    for (const direction of ["older", "newer"] as const) {
      const start = direction === "older" ? undefined : { timestampUs: 0, fileId: 0, lineNumber: 0 };
      let from: EntryPageRequest["from"] = start && { direction, place: start };
      let [pages, found, partial] = [0, 0, 0];
      do {
        const page = await fixture.store.searchEntries(filter, { limit: 100, withinMs: 0, from });
        pages++;
        found += page.items.length;
        partial += page.isPartial ? 1 : 0;
        from = page[direction] === null ? undefined : { direction, place: page[direction] };
      } while (from && pages < 20);
      expect({ found, isCutShort: pages > 1, partial }).toEqual({ found: 8, isCutShort: true, partial: pages - 1 });
    }
  });

  it("exports all that match, newest first", async () => {
    const records = Array.from({ length: 12_001 }, (_, i) => ({
      raw: "x\n",
      message: `${i}`,
      timestampUs: NOON_US + i,
    }));
    const { file } = await fixture.insert(records);
    const messages: string[] = [];
    let pages = 0;
    for await (const page of fixture.store.exportEntries({ fileIds: [file.id] })) {
      messages.push(...page.map(({ message }) => message));
      pages++;
    }
    expect(messages).toEqual(records.map(({ message }) => message).toReversed());
    expect(pages).toBe(3);
  });

  it("finds what is around an entry in its file, whatever the times", async () => {
    const records = Array.from({ length: 3000 }, (_, i) => ({
      raw: `${i}\n`,
      message: `${i}`,
      timestampUs: NOON_US - i,
    }));
    const { file } = await fixture.insert(records);
    const around = async (line: number, before: number, after: number) => {
      const found = await fixture.store.findSurroundings(file.id * 2 ** 32 + line, { before, after });
      return (
        found && {
          ...found,
          before: found.before.map(lineOf),
          entry: lineOf(found.entry),
          after: found.after.map(lineOf),
        }
      );
    };
    expect(await around(1500, 2, 1)).toEqual({
      before: [1498, 1499],
      entry: 1500,
      after: [1501],
      hasMoreBefore: true,
      hasMoreAfter: true,
    });
    expect(await around(2, 5, 0)).toMatchObject({ before: [1], after: [], hasMoreBefore: false, hasMoreAfter: true });
    expect(await around(3000, 0, 5)).toMatchObject({ before: [], after: [], hasMoreBefore: true, hasMoreAfter: false });
    expect((await around(2900, 1200, 0))!.before).toHaveLength(1200);
    expect(await around(3001, 1, 1)).toBeNull();
  });
}

function lineOf({ lineNumber }: { lineNumber: number }): number {
  return lineNumber;
}
