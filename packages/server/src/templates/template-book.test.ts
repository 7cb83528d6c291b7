import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Catalog, openCatalog } from "@faultline/storage";
import { bundleEngineWorker } from "@faultline/storage/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTemplateBook, type TemplateBook } from "./template-book.ts";
import { assignTemplates } from "./template-mining.ts";

let folder: string;
let catalog: Catalog;
const messages = new Map<string, string>();
let mined = 0;
let isBroken = false;
let time = 0;
let textsRead = 0;

const events = {
  findShapeExamples: (_: unknown, shapes: readonly string[]) =>
    Promise.resolve(new Map(shapes.flatMap((shape) => (messages.has(shape) ? [[shape, messages.get(shape)!]] : [])))),
};

/** As on a node of its own, which shares the catalog with others. */
const openBook = (maxShapes: number): TemplateBook =>
  createTemplateBook({
    templates: {
      ...catalog.templates,
      textsOf(ids) {
        textsRead += ids.length;
        return catalog.templates.textsOf(ids);
      },
    },
    events,
    maxShapes,
    now: () => time,
    mine(question) {
      mined++;
      return isBroken ? Promise.reject(new Error("no memory")) : Promise.resolve(assignTemplates(question));
    },
  });

/** Shapes from this number on, of these messages. */
function seen(first: number, texts: readonly string[]): string[] {
  texts.forEach((text, i) => messages.set(String(first + i), text));
  return texts.map((_, i) => String(first + i));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "faultline-templates-"));
  catalog = await openCatalog({ kind: "embedded", dataDir: folder, workerUrl: await bundleEngineWorker() });
  await catalog.migrate();
});
afterAll(async () => {
  await catalog.close();
  await rm(folder, { recursive: true, force: true });
});

test("Shapes get their templates once, whoever asks at the same time and on whichever node", async () => {
  const shapes = seen(1, ["session of user ada was opened", "session of user bob was opened", "queue is empty"]);
  const [one, other] = [openBook(100), openBook(100)];
  await Promise.all([one.learn(shapes), one.learn(shapes), other.learn([...shapes].reverse())]);
  expect(mined).toBe(2);
  const ids = await one.idsOf(shapes);
  expect(await other.idsOf(shapes)).toEqual(ids);
  expect(new Set(ids.values()).size).toBe(2);
  const opened = ids.get("1")!;
  expect(await one.textsOf([opened])).toEqual(new Map([[opened, "session of user <*> was opened"]]));
  expect(await other.shapesOf(opened)).toEqual(expect.arrayContaining(["1", "2"]));
  await one.learn(shapes);
  expect(mined).toBe(2);
  const more = seen(10, ["session of user cyd was opened"]);
  expect(await one.idsOf(more)).toEqual(new Map());
  await Promise.all([one.learn(more), other.learn(seen(11, ["session of user eve was opened"]))]);
  expect((await other.idsOf(["10", "11"])).get("10")).toBe(opened);
  expect((await one.idsOf(["10", "11"])).get("11")).toBe(opened);
  expect(await one.textsOf([opened])).toEqual(new Map([[opened, "session of user <*> was opened"]]));
});

test("Where there are too many shapes each further one is a template of its own, and nothing is kept of it", async () => {
  const full = openBook(await catalog.templates.countShapes());
  const shapes = seen(0xfedc_ba98, ["door 7 is shut", "door is open"]);
  await full.learn(shapes);
  const id = "00000000fedcba98";
  expect((await full.idsOf(shapes)).get(shapes[0]!)).toBe(id);
  expect(await full.textsOf([id])).toEqual(new Map([[id, "door <*> is shut"]]));
  expect(await full.shapesOf(id)).toEqual([shapes[0]]);
  expect(await full.shapesOf("00000000000000ff")).toBeNull();
  expect(await openBook(100).shapesOf(id)).toBeNull();
  expect(await catalog.templates.idsOf(shapes)).toEqual(new Map());
});

test("A mining that has failed is tried again after a second, then two; what a run does is tried at once", async () => {
  const book = openBook(100);
  const shapes = seen(20, ["the moon is new"]);
  isBroken = true;
  mined = 0;
  await expect(book.learn(shapes)).rejects.toThrow("no memory");
  await book.learn(shapes);
  time += 1000;
  await expect(book.learn(shapes)).rejects.toThrow("no memory");
  time += 1999;
  await book.learn(shapes);
  expect(mined).toBe(2);
  expect(await book.idsOf(shapes)).toEqual(new Map());
  await book.learn(shapes, (question) => Promise.resolve(assignTemplates(question)));
  expect((await book.idsOf(shapes)).size).toBe(1);
  isBroken = false;
});

test("Texts are read once for a while, and again once one has changed", async () => {
  const book = openBook(100);
  const shapes = seen(30, ["lamp of user ada is lit", "sky is clear"]);
  await book.learn(shapes);
  const ids = [...(await book.idsOf(shapes)).values()];
  textsRead = 0;
  await book.textsOf(ids);
  expect([...(await book.textsOf(ids)).values()]).toEqual(["lamp of user ada is lit", "sky is clear"]);
  expect(textsRead).toBe(2);
  await book.learn(seen(32, ["lamp of user bob is lit"]));
  expect([...(await book.textsOf(ids)).values()]).toEqual(["lamp of user <*> is lit", "sky is clear"]);
  time += 10_001;
  await book.textsOf(ids);
  expect(textsRead).toBe(6);
});

test("Shapes that no entry has any more make room for others", async () => {
  const shapes = seen(40, ["tide is high", "tide of user ada is low"]);
  const book = openBook(100);
  await book.learn(shapes);
  const ids = await book.idsOf(shapes);
  messages.delete("40");
  const full = openBook(await catalog.templates.countShapes());
  await full.learn(seen(42, ["tide turns"]));
  expect((await catalog.templates.idsOf(["40", "41", "42"])).has("40")).toBe(false);
  expect(await full.shapesOf(ids.get("40")!)).toBeNull();
  expect((await full.idsOf(["41"])).get("41")).toBe(ids.get("41"));
  const [turns] = (await full.idsOf(["42"])).values();
  expect(await full.textsOf([turns!])).toEqual(new Map([[turns, "tide turns"]]));
});
