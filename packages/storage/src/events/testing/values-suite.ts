import { parseSearch } from "@faultline/logs";
import { beforeAll, describe, expect, it } from "vitest";
import type { EntryFilter } from "../event-store.ts";
import { type EventStoreFixture, NOON_US } from "./event-store-fixture.ts";

/** How often values occur among what matches. */
export function describeValues(fixture: EventStoreFixture): void {
  describe("asked for values", () => {
    let filter: EntryFilter;
    beforeAll(async () => {
      const { file } = await fixture.insert(
        Array.from({ length: 60 }, (_, i) => ({
          raw: "x\n",
          message: i % 2 ? "odd" : "even",
          timestampUs: NOON_US + i,
          level: i % 3 ? ("INFO" as const) : ("ERROR" as const),
          ...(i % 4 ? { service: `S${i % 4}` } : {}),
          host: "web-1",
          format: "app",
          attributes: i % 5 ? { status: String(200 + (i % 5)) } : {},
        })),
      );
      filter = { fileIds: [file.id] };
    });

    it("counts them by field, the most frequent first", async () => {
      const summary = await fixture.store.countValues(filter, ["level", "service", "host", "status", "nothing"]);
      expect(summary).toMatchObject({ countedEntries: 60, isApproximate: false });
      expect(summary.attributes).toEqual([{ value: "status", count: 48 }]);
      const [level, service, host, status, nothing] = summary.fields;
      expect(level).toEqual({
        field: "level",
        values: [
          { value: "INFO", count: 40 },
          { value: "ERROR", count: 20 },
        ],
        distinct: 2,
        missing: 0,
      });
      expect(service).toMatchObject({ distinct: 3, missing: 15 });
      expect(service!.values).toHaveLength(3);
      expect(host).toEqual({ field: "host", values: [{ value: "web-1", count: 60 }], distinct: 1, missing: 0 });
      expect(status).toMatchObject({ distinct: 4, missing: 12 });
      expect(nothing).toEqual({ field: "nothing", values: [], distinct: 0, missing: 60 });
    });

    it("counts them among what a query finds", async () => {
      const parsed = parseSearch("odd");
      const query = parsed.ok && parsed.query ? parsed.query : undefined;
      const { fields } = await fixture.store.countValues({ ...filter, query }, ["level", "file_id"]);
      expect(fields[0]!.values).toEqual([
        { value: "INFO", count: 20 },
        { value: "ERROR", count: 10 },
      ]);
      expect(fields[1]!.values).toEqual([{ value: String(filter.fileIds![0]), count: 30 }]);
    });

    it("suggests those that begin with what is typed, in any case", async () => {
      expect(await fixture.store.suggestValues(filter, "service", "s")).toHaveLength(3);
      expect(await fixture.store.suggestValues(filter, "status", "20")).toHaveLength(4);
      expect(await fixture.store.suggestValues(filter, "level", "err")).toEqual([{ value: "ERROR", count: 20 }]);
      expect(await fixture.store.suggestValues(filter, "status", "5")).toEqual([]);
    });
  });
}
