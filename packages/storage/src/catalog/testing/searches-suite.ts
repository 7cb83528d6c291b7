import { describe, expect, it } from "vitest";
import type { CatalogFixture } from "./catalog-fixture.ts";

/** Searches that users keep. */
export function describeSavedSearches(fixture: CatalogFixture): void {
  describe("Saved searches", () => {
    it("are their user's alone, by name, one of each name, and no more than may be", async () => {
      const { users, searches } = fixture.catalog;
      const user = { email: null, role: "viewer", passwordHash: "x" } as const;
      const ada = await users.create({ ...user, username: "searching ada" });
      const bob = await users.create({ ...user, username: "searching bob" });
      const search = { userId: ada.id, name: "b", query: "level:error \0", filters: "?x=1" };
      const saved = await searches.save(search, 2);
      expect(saved).toMatchObject({ name: "b", query: "level:error \uFFFD", filters: "?x=1" });
      await searches.save({ ...search, name: "a" }, 2);
      expect(await searches.save({ ...search, name: "c" }, 2)).toBeNull();
      expect(await searches.save({ ...search, query: "new" }, 2)).toEqual({ ...saved, query: "new" });
      expect((await searches.listOf(ada.id)).map(({ name, query }) => [name, query])).toEqual([
        ["a", "level:error \uFFFD"],
        ["b", "new"],
      ]);
      expect(await searches.save({ ...search, userId: bob.id }, 2)).not.toBeNull();
      expect(await searches.rename(saved!.id, ada.id, "a")).toBe("taken");
      expect(await searches.rename(saved!.id, bob.id, "d")).toBeNull();
      expect(await searches.rename(saved!.id, ada.id, "d")).toEqual({ ...saved, name: "d", query: "new" });
      expect(await searches.delete(saved!.id, bob.id)).toBe(false);
      expect(await searches.delete(2 ** 40, ada.id)).toBe(false);
      expect(await searches.delete(saved!.id, ada.id)).toBe(true);
      expect(await searches.listOf(ada.id)).toHaveLength(1);
      expect(await searches.listOf(bob.id)).toHaveLength(1);
    });
  });
}
