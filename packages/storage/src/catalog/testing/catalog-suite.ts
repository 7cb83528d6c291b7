import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import type { Catalog } from "../catalog.ts";
import { CatalogError } from "../catalog-errors.ts";
import { describeAccounts } from "./accounts-suite.ts";
import { PAGE, useCatalog } from "./catalog-fixture.ts";
import { describeFileLifecycle } from "./file-lifecycle-suite.ts";
import { describeFiles } from "./files-suite.ts";
import { describeRuns } from "./runs-suite.ts";
import { describeSavedSearches } from "./searches-suite.ts";
import { describeTemplates } from "./templates-suite.ts";

/** What every catalog must do. `open` gives one over the same place each time it is called; the first is empty. */
export function describeCatalog(name: string, open: () => Promise<Catalog>): void {
  describe(`The catalog over ${name}`, () => {
    const fixture = useCatalog(open);
    describeAccounts(fixture);
    describeFiles(fixture);
    describeFileLifecycle(fixture);
    describeRuns(fixture);
    describeSavedSearches(fixture);
    describeTemplates(fixture);

    it("notes what was done and by whom", async () => {
      const { audit } = fixture.catalog;
      await expect(audit.record({ action: "created", userId: null, detail: { name: "x\0" } })).resolves.toBeUndefined();
      await expect(audit.record({ action: "created", userId: 1_000_000, detail: {} })).rejects.toThrow(/audit_events/);
    });

    it("says what failed in words without a value of the statement", async () => {
      const { apiKeys } = fixture.catalog;
      const key = { userId: 1_000_000, name: "n", keyPrefix: "p", keyHash: "the hash" };
      const error = await apiKeys.create(key).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(CatalogError);
      expect(inspect(error, { depth: Infinity, showHidden: true })).not.toContain("the hash");
    });

    it("keeps everything when it is closed and opened again", async () => {
      const files = await fixture.catalog.files.list({}, PAGE);
      expect(files.total).toBeGreaterThan(0);
      await fixture.reopen();
      await fixture.catalog.ping();
      expect(await fixture.catalog.files.list({}, PAGE)).toEqual(files);
    });
  });
}
