import { beforeAll, describe, expect, it } from "vitest";
import type { EntryFilter } from "../event-store.ts";
import { type EventStoreFixture, NOON_US } from "./event-store-fixture.ts";

/** Which entries a filter finds. */
export function describeEntryFilter(fixture: EventStoreFixture): void {
  describe("asked for entries that match", () => {
    let fileIds: number[];
    beforeAll(async () => {
      const { file } = await fixture.insert([
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

    it("finds none of a file whose number is beyond those of files", async () => {
      for (const beyond of fileIds.map((id) => id + 2 ** 32)) {
        expect(await fixture.messagesOf({ fileIds: [beyond] })).toEqual([]);
        expect((await fixture.store.summarizeEntries({ fileIds: [beyond] })).totalEntries).toBe(0);
      }
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
      expect(await fixture.messagesOf({ fileIds, ...filter })).toEqual(expected);
      expect((await fixture.store.findEntries({ fileIds, ...filter }, { offset: 0, limit: 1 })).total).toBe(
        expected.length,
      );
    });
  });
}
