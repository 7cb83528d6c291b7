import fc from "fast-check";
import { expect, test } from "vitest";
import { commonText, extendTemplates, shapesBuiltLike } from "./extend-templates.ts";
import { mineTemplates } from "./mine-templates.ts";

/** Keeps what was given, as a catalog does: templates are known by the text they were founded with. */
class Book {
  readonly templates: string[] = [];
  readonly given = new Map<string, number>();

  learn(shapes: readonly string[]): void {
    const fresh = [...new Set(shapes)].filter((shape) => !this.given.has(shape));
    const known = { shapes: [...this.given.keys()], templates: [...this.given.values()] };
    const { templates, founded } = extendTemplates(known, this.templates.length, fresh);
    this.templates.push(...founded);
    fresh.forEach((shape, i) => this.given.set(shape, templates[i]!));
  }

  textOf(template: number): string {
    return commonText([...this.given.keys()].filter((shape) => this.given.get(shape) === template));
  }
}

const word = fc.constantFrom("open", "close", "file", "user", "ada", "bob", "cyd", "eve", "fay", "<*>", "failed", "to");
const shape = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(" "));
const users = (names: readonly string[]) => names.map((name) => `session of user ${name} was opened by <*>`);

test("Shapes that come at once have the templates that are mined of them", () => {
  fc.assert(
    fc.property(fc.uniqueArray(shape, { maxLength: 30 }), (shapes) => {
      const book = new Book();
      book.learn(shapes);
      const mined = mineTemplates(shapes);
      expect(book.templates).toEqual(mined.map(({ text }) => text));
      mined.forEach(({ shapes: members, text }, template) => {
        expect(members.map((member) => book.given.get(shapes[member]!))).toEqual(members.map(() => template));
        expect(commonText(members.map((member) => shapes[member]!))).toBe(text);
      });
    }),
  );
});

test("Whatever the order in which shapes come, each has one template, and keeps it", () => {
  fc.assert(
    fc.property(fc.array(fc.array(shape, { maxLength: 8 }), { maxLength: 8 }), (batches) => {
      const book = new Book();
      for (const batch of batches) {
        const before = new Map(book.given);
        const founded = [...book.templates];
        book.learn(batch);
        for (const [known, template] of before) expect(book.given.get(known)).toBe(template);
        expect(book.templates.slice(0, founded.length)).toEqual(founded);
        for (const each of batch) expect(book.templates[book.given.get(each)!]).toBeDefined();
      }
    }),
    { numRuns: 50 },
  );
});

test("A new value of a parameter joins the template, whose text becomes as general as that needs", () => {
  const book = new Book();
  book.learn([...users(["ada", "bob", "cyd"]), "queue is empty"]);
  const template = book.given.get("session of user ada was opened by <*>")!;
  expect(book.textOf(template)).toBe("session of user <*> was opened by <*>");
  book.learn(["session of user eve was opened by root", "queue is full"]);
  expect(book.given.get("session of user eve was opened by root")).toBe(template);
  expect(book.textOf(template)).toBe("session of user <*> was opened by <*>");
  expect(book.given.get("queue is full")).not.toBe(book.given.get("queue is empty"));
});

test("Templates stay apart though new shapes would join them; these go where most of their like are", () => {
  const [one, two, ...others] = users(["ada", "bob", "cyd", "dan", "eve"]);
  const known = { shapes: [one!, two!, others[0]!], templates: [4, 2, 2] };
  const { templates, founded } = extendTemplates(known, 5, others.slice(1));
  expect(founded).toEqual([]);
  expect(templates).toEqual([2, 2]);
});

test("Only shapes that are built like a new one are mined with it", () => {
  const known = ["user ada", "queue <*> is full", "file a, b", "user bob", "user <*> ms"];
  expect(shapesBuiltLike(["user eve", "a lock"], known)).toEqual([0, 3, 4]);
  expect(shapesBuiltLike([], known)).toEqual([]);
});
