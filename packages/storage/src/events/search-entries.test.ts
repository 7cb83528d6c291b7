import { parseSearch } from "@faultline/logs";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { EventEngine } from "./event-engine.ts";
import type { EntryFilter, EntryPageRequest, EntryPlace, EntryQuery } from "./event-store.ts";
import { searchEntries } from "./search-entries.ts";
import { render, type Sql } from "./sql.ts";

const PIECES = Array.from({ length: 500 }, (_, i) => ({ start: 1000 + i * 10, entries: 100_000 }));
const US_PER_MINUTE = 60_000_000;

interface Costs {
  readonly piecesMs: number;
  /** Entries that are read in a millisecond, by the minute that they begin in. */
  readonly perMs: (minute: number) => number;
}

/** A store of 50,000,000 entries in which nothing is found, on a clock that only its statements move. */
function searchAll({ piecesMs, perMs }: Costs) {
  let nowMs = 0;
  vi.spyOn(performance, "now").mockImplementation(() => nowMs);
  const statementsMs: number[] = [];
  const select = async (query: Sql): Promise<unknown[]> => {
    const { text, parameters } = render(query);
    if (text.includes("minute_counts")) {
      nowMs += piecesMs;
      return PIECES;
    }
    let [first, end] = [0, Infinity];
    for (const [, operator, name] of text.matchAll(/timestamp (>=|<) [^{]*\{(\w+)/g)) {
      const minute = Number(parameters[name!]) / US_PER_MINUTE;
      if (operator === ">=") first = Math.max(first, minute);
      else end = Math.min(end, minute);
    }
    const read = PIECES.filter(({ start }) => start >= first && start < end);
    const tookMs = 8 + read.reduce((sum, { start, entries }) => sum + entries / perMs(start), 0);
    statementsMs.push(tookMs);
    nowMs += tookMs;
    return [];
  };
  const engine = { select } as unknown as EventEngine;
  const parsed = parseSearch("status:>=600");
  if (!parsed.ok) throw new Error("not a query");
  const filter: EntryFilter = { query: parsed.query as EntryQuery };
  return async () => {
    let pages = 0;
    for (let place: EntryPlace | null = null; pages === 0 || place !== null; pages++) {
      if (pages === 1000) throw new Error("the search does not get on");
      const from: Pick<EntryPageRequest, "from"> = place === null ? {} : { from: { direction: "older", place } };
      place = (await searchEntries(engine, filter, { limit: 100, withinMs: pages === 0 ? 200 : 1000, ...from })).older;
    }
    return { pages, nowMs, slowestMs: Math.max(...statementsMs) };
  };
}

describe("A search for what is nowhere", () => {
  afterEach(() => void vi.restoreAllMocks());

  it("takes hardly longer than to read everything, however often it is gone on with", async () => {
    const { nowMs } = await searchAll({ piecesMs: 10, perMs: () => 4000 })();
    expect(nowMs).toBeLessThan(1.2 * (50_000_000 / 4000));
  });

  it("gets on where each statement waits for others", async () => {
    const { nowMs, pages } = await searchAll({ piecesMs: 900, perMs: () => 4000 })();
    expect(pages).toBeLessThan(40);
    expect(nowMs).toBeLessThan(3 * (50_000_000 / 4000));
  });

  it("has no statement that takes too long, though older entries are read much more slowly than newer ones", async () => {
    const { slowestMs } = await searchAll({ piecesMs: 10, perMs: (minute) => (minute >= 3500 ? 40_000 : 1000) })();
    expect(slowestMs).toBeLessThan(10_000);
  });
});
