import { type FieldNode, parseSearch, type SearchNode } from "@faultline/logs";
import { beforeAll, describe, expect, it } from "vitest";
import type { EntryQuery } from "../event-store.ts";
import { ALL, type EventStoreFixture, MINUTE_US, NOON_US } from "./event-store-fixture.ts";

const RECORDS = {
  declined: {
    raw: "12:00 ERROR [shop]Payment 1 declined: 402\n",
    message: "Payment 1 declined: 402",
    timestampUs: NOON_US,
    level: "ERROR",
    service: "checkout-api",
    host: "web-1",
    format: "app",
    traceId: "Trace-1",
    attributes: { status: "402", took: "1.5s", "user name": "Ada L." },
  },
  slow: {
    raw: "12:01 WARN Slow answer\n",
    message: "Slow answer: 100%_of it",
    timestampUs: NOON_US + MINUTE_US,
    level: "WARNING",
    service: "search",
    host: "web-2",
    attributes: { status: "200", took: "250ms", level: "5" },
  },
  umlaut: {
    raw: "GRÖSSE reconnect\n",
    message: "GRÖSSE reconnect",
    timestampUs: NOON_US + 2 * MINUTE_US,
    level: "INFO",
    service: "Search",
    attributes: { status: "weird", path: "/api/v1/x" },
  },
  trace: { raw: "boom\n\tat main.c:5\n", message: "boom\n\tat main.c:5", level: "FATAL", lineCount: 2 },
  unread: { raw: "?? 'x' \\n\n", message: "?? 'x' \\n", parseStatus: "failed" },
} as const;
type Name = keyof typeof RECORDS;
const NAMES = Object.keys(RECORDS) as Name[];
/** Of the first line of each: the one before the last has two. */
const LINES = [1, 2, 3, 4, 6];

/** Which entries a query of the search language finds. */
export function describeSearch(fixture: EventStoreFixture): void {
  describe("asked in the search language", () => {
    let fileIds: number[];
    beforeAll(async () => {
      const { file } = await fixture.insert(Object.values(RECORDS));
      fileIds = [file.id];
    });

    const cases: [string, Name[]][] = [
      ["", ["umlaut", "slow", "declined", "unread", "trace"]],
      ["payment", ["declined"]],
      ["WARN", ["slow"]],
      ["[shop]pay", ["declined"]],
      ['"ERROR [shop]Payment 1"', ["declined"]],
      ['"answer: 100%_"', ["slow"]],
      ["grÖsse", ["umlaut"]],
      ['"at main"', ["trace"]],
      [String.raw`"'x' \\n"`, ["unread"]],
      ["-payment -boom", ["umlaut", "slow", "unread"]],
      ["payment OR boom", ["declined", "trace"]],
      ["conn*", []],
      ["recon*", ["umlaut"]],
      ["*connect", ["umlaut"]],
      ["dec*ed", ["declined"]],
      ["pay*402", []],
      ["*", ["umlaut", "slow", "declined", "unread", "trace"]],
      [String.raw`/Payment \d declined/`, ["declined"]],
      ["/payment/", []],
      ["/payment/i", ["declined"]],
      ["level:error", ["declined"]],
      ["level:warn", ["slow"]],
      ["level:>=warning", ["slow", "declined", "trace"]],
      ["level:<warning", ["umlaut"]],
      ["level:*", ["umlaut", "slow", "declined", "trace"]],
      ["-level:*", ["unread"]],
      ["-level:>=info", ["unread"]],
      ["level:/^(ERROR|FATAL)$/", ["declined", "trace"]],
      ["level:w*", ["slow"]],
      ["service:search", ["umlaut", "slow"]],
      ["service:sear*", ["umlaut", "slow"]],
      ["service:*API", ["declined"]],
      ["service:/api$/", ["declined"]],
      ["service:(search OR checkout-api) -host:*", ["umlaut"]],
      ['service:""', ["unread", "trace"]],
      ["host:web-*", ["slow", "declined"]],
      ["format:app", ["declined"]],
      ["trace:trace-1", ["declined"]],
      ["parse:failed", ["unread"]],
      ["message:payment", ["declined"]],
      ["message:error", []],
      ["raw:error", ["declined"]],
      ["message:/^boom/", ["trace"]],
      ["status:200", ["slow"]],
      ["status:>=400", ["declined"]],
      ["status:<400", ["slow"]],
      ["-status:>=400", ["umlaut", "slow", "unread", "trace"]],
      ["status:*", ["umlaut", "slow", "declined"]],
      ["took:>500ms", ["declined"]],
      ["took:<=0.25s", ["slow"]],
      ["took:>1", []],
      ['"user name":"ada l."', ["declined"]],
      ["attributes.level:5", ["slow"]],
      ["path:/api/*", ["umlaut"]],
      [String.raw`path:/^\/api/`, ["umlaut"]],
      ["line:>=4", ["unread", "trace"]],
      ["line:1", ["declined"]],
      ["time:>=2026-11-22T12:01", ["umlaut", "slow"]],
      ["time:>2026-11-22T12:01", ["umlaut"]],
      ["time:2026-11-22T12:01", ["slow"]],
      ["time:<2026-11-22T12:01", ["declined"]],
      ["time:<=2026-11-22T12:01", ["slow", "declined"]],
      ["-time:*", ["unread", "trace"]],
      ["file_id:99999999999", []],
      ["id:5", []],
      [`"') OR 1=1 --"`, []],
    ];
    it.each(cases)("finds by %j what it asks for", async (text, names) => {
      const filter = { fileIds, query: queryOf(text) };
      const { items, total } = await fixture.store.findEntries(filter, ALL);
      expect(items.map(({ lineNumber }) => nameOf(lineNumber))).toEqual(names);
      expect(total).toBe(names.length);
      // Whatever is counted and drawn is of the same entries.
      expect(await fixture.store.countEntries(filter)).toBe(names.length);
      expect((await fixture.store.summarizeEntries(filter)).totalEntries).toBe(names.length);
      const { buckets } = await fixture.store.timeline(filter, 10);
      const withTime = names.filter((name) => "timestampUs" in RECORDS[name]);
      expect(buckets.reduce((sum, bucket) => sum + bucket.total, 0)).toBe(withTime.length);
    });

    it("finds an entry by its number, and the entries of files and of shapes", async () => {
      const id = fileIds[0]! * 2 ** 32 + 2;
      expect(await fixture.messagesOf({ query: queryOf(`id:${id}`) })).toEqual([RECORDS.slow.message]);
      const files: EntryQuery = { kind: "files", fileIds };
      const noShape: EntryQuery = { kind: "not", term: { kind: "shapes", shapes: ["18446744073709551615"] } };
      expect(await fixture.messagesOf({ query: { kind: "and", terms: [files, noShape] } })).toHaveLength(5);
    });

    it("says what is wrong with a regular expression in the engine's words", async () => {
      expect(await fixture.store.problemOfRegex("a(b")).toBe("missing ): a(b");
      expect(await fixture.store.problemOfRegex("(?<=a)b")).toMatch(/invalid/);
      expect(await fixture.store.problemOfRegex("a{2,}\\pL")).toBeNull();
    });

    it("tells which of some texts a pattern fits", async () => {
      const texts = ["access.log", "Error.log", "", "it's"];
      const fitting = (text: string) => fixture.store.fittingTexts(texts, (queryOf(`x:${text}`) as FieldNode).test);
      expect(await fitting("error.log")).toEqual(["Error.log"]);
      expect(await fitting("*.log")).toEqual(["access.log", "Error.log"]);
      expect(await fitting("/^it's$/")).toEqual(["it's"]);
      expect(await fitting("*")).toEqual(["access.log", "Error.log", "it's"]);
    });
  });
}

function queryOf(text: string): SearchNode | undefined {
  const parsed = parseSearch(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.query ?? undefined;
}

function nameOf(lineNumber: number): Name {
  return NAMES[LINES.indexOf(lineNumber)]!;
}
