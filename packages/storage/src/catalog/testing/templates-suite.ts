import { describe, expect, it } from "vitest";
import type { CatalogFixture } from "./catalog-fixture.ts";

const shapeOf = (shape: string, templateId: string) => ({ shape, templateId, mask: `mask of ${shape}` });

/** Templates of messages. */
export function describeTemplates(fixture: CatalogFixture): void {
  describe("Templates", () => {
    it("are given to a shape once: what is there stays, whoever comes later", async () => {
      const { templates } = fixture.catalog;
      const top = "18446744073709551615";
      await Promise.all([
        templates.add([{ id: "a", text: "text \0 a" }], [shapeOf("1", "a"), shapeOf(top, "a")]),
        templates.add([{ id: "a", text: "text \0 a" }], [shapeOf("1", "a")]),
      ]);
      await templates.add(
        [
          { id: "a", text: "another" },
          { id: "b", text: "b" },
        ],
        [shapeOf("1", "b"), shapeOf("2", "b")],
      );
      const ids = await templates.idsOf(["1", "2", "3", top]);
      expect(Object.fromEntries(ids)).toEqual({ "1": "a", "2": "b", [top]: "a" });
      expect(await templates.textsOf(["a", "x"])).toEqual(new Map([["a", "text \uFFFD a"]]));
      expect(await templates.shapesOf(["b", "x"])).toEqual([shapeOf("2", "b")]);
      expect((await templates.listShapes()).map(({ templateId }) => templateId)).toEqual(["a", "a", "b"]);
      expect(await templates.countShapes()).toBe(3);
    });

    it("are added with their shapes, or not at all", async () => {
      const { templates } = fixture.catalog;
      await expect(templates.add([{ id: "c", text: "c" }], [shapeOf("9", "nobody")])).rejects.toThrow(
        /template_shapes/,
      );
      expect(await templates.textsOf(["c"])).toEqual(new Map());
    });

    it("are removed with the last of their shapes", async () => {
      const { templates } = fixture.catalog;
      await templates.add([{ id: "d", text: "d" }], [shapeOf("11", "d"), shapeOf("12", "d")]);
      await templates.remove(["11", "99"]);
      expect(await templates.shapesOf(["d"])).toEqual([shapeOf("12", "d")]);
      await templates.remove(["12"]);
      expect(await templates.textsOf(["d", "b"])).toEqual(new Map([["b", "b"]]));
    });

    it("take a text that was made of all their shapes, and no other", async () => {
      const { templates } = fixture.catalog;
      expect(await templates.setText({ id: "a", text: "of one alone" }, 1)).toBe(false);
      expect(await templates.setText({ id: "b", text: "of all" }, 1)).toBe(true);
      expect(await templates.textsOf(["a", "b"])).toEqual(
        new Map([
          ["a", "text \uFFFD a"],
          ["b", "of all"],
        ]),
      );
    });
  });
}
