import { maskMessage } from "@faultline/logs";
import type { EventStore, TemplateStore } from "@faultline/storage";
import { createKeptShapes, examplesOf } from "./kept-shapes.ts";
import { createRetryPause } from "./retry-pause.ts";
import type { TemplateAnswer, TemplateQuestion } from "./template-mining.ts";
import { createTemplateTexts } from "./template-texts.ts";

/**
 * Which template a shape belongs to. A shape is given one once and keeps it. When there are {@link MAX_SHAPES}, each
 * further shape is a template of its own, whose id is the shape itself in hexadecimal: nothing is kept of those.
 */
export interface TemplateBook {
  /**
   * Gives a template to those of the shapes that have none; whoever asks while that happens waits for it. Where that has
   * failed a moment ago it is left for later, unless `mine` is given.
   */
  learn(shapes: readonly string[], mine?: MineTemplates): Promise<void>;
  /** Ids by shape. One that was not learnt yet is left out. */
  idsOf(shapes: Iterable<string>): Promise<ReadonlyMap<string, string>>;
  /** By id. */
  textsOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** The shapes of a template; null if there is no such template. */
  shapesOf(id: string): Promise<readonly string[] | null>;
}

export type MineTemplates = (question: TemplateQuestion) => Promise<TemplateAnswer>;

export interface TemplateBookOptions {
  readonly templates: TemplateStore;
  readonly events: Pick<EventStore, "findShapeExamples">;
  /** How templates are mined where `learn` is not told. */
  readonly mine: MineTemplates;
  /** {@link MAX_SHAPES} if absent. */
  readonly maxShapes?: number;
  /** In ms, growing; the process's own clock if absent. */
  readonly now?: () => number;
}

/** Some thousand are usual; that many are of a log whose messages cannot be told apart from their values. */
const MAX_SHAPES = 50_000;
/** Whether entries are still there is asked of many shapes: so seldom that it does not matter. */
const FULL_MS = 3_600_000;

export function createTemplateBook(options: TemplateBookOptions): TemplateBook {
  const { templates, events, mine, maxShapes = MAX_SHAPES, now = () => performance.now() } = options;
  /** What never changes need not be asked twice. */
  const known = new Map<string, string>();
  const texts = createTemplateTexts({ read: readTexts, now });
  const pause = createRetryPause(now);
  const kept = createKeptShapes(templates, events);
  let fullUntil = -Infinity;
  let learning: Promise<unknown> = Promise.resolve();

  async function unknownOf(shapes: Iterable<string>): Promise<string[]> {
    const asked = new Set<string>();
    for (const shape of shapes) if (!known.has(shape)) asked.add(shape);
    if (asked.size === 0) return [];
    for (const [shape, id] of await templates.idsOf([...asked])) {
      known.set(shape, id);
      asked.delete(shape);
    }
    return [...asked];
  }

  async function learnNew(shapes: readonly string[], mineNow: MineTemplates): Promise<void> {
    const unknown = now() < fullUntil ? [] : await unknownOf(shapes);
    if (unknown.length === 0) return;
    if ((await kept.all()).length + unknown.length > maxShapes) await makeRoom();
    const old = await kept.all();
    const taken = unknown.slice(0, Math.max(0, maxShapes - old.length));
    if (taken.length < unknown.length) fullUntil = now() + FULL_MS;
    const examples = await examplesOf(taken, events);
    const fresh = taken.filter((shape) => examples.has(shape));
    if (fresh.length === 0) return;
    const ids = [...new Set(old.map(({ templateId }) => templateId))];
    const positions = new Map(ids.map((id, i) => [id, i]));
    const mined = await mineNow({
      masks: old.map(({ mask }) => mask),
      templates: old.map(({ templateId }) => positions.get(templateId)!),
      ids,
      messages: fresh.map((shape) => examples.get(shape)!),
    });
    await kept.add(fresh, mined);
    if (mined.grown.length > 0) texts.forget();
  }

  async function makeRoom(): Promise<void> {
    for (const shape of await kept.removeGone()) known.delete(shape);
    texts.forget();
  }

  async function hasNoRoom(): Promise<boolean> {
    return now() < fullUntil || (await templates.countShapes()) >= maxShapes;
  }

  async function readTexts(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const found = await templates.textsOf(ids);
    const others = ids.filter((id) => !found.has(id));
    const examples = await examplesOf(others.map(shapeOfId), events);
    for (const id of others) {
      const example = examples.get(shapeOfId(id));
      if (example !== undefined) found.set(id, maskMessage(example));
    }
    return found;
  }

  return {
    async learn(shapes, mineNow) {
      if (mineNow === undefined && !pause.isOver) return;
      if ((await unknownOf(shapes)).length === 0) return;
      const learnt = learning.then(async () => {
        if (mineNow !== undefined) await learnNew(shapes, mineNow);
        else if (pause.isOver) await pause.attempt(() => learnNew(shapes, mine));
      });
      learning = learnt.catch(() => undefined);
      await learnt;
    },
    async idsOf(shapes) {
      const all = [...shapes];
      const unknown = await unknownOf(all);
      const own = unknown.length > 0 && (await hasNoRoom()) ? unknown : [];
      return new Map([
        ...all.flatMap((shape): [string, string][] => (known.has(shape) ? [[shape, known.get(shape)!]] : [])),
        ...own.map((shape): [string, string] => [shape, idOfShape(shape)]),
      ]);
    },
    textsOf: texts.of,
    async shapesOf(id) {
      if ((await templates.textsOf([id])).size > 0) {
        return (await templates.shapesOf([id])).map(({ shape }) => shape);
      }
      const shape = shapeOfId(id);
      if (!(await hasNoRoom()) || (await unknownOf([shape])).length === 0) return null;
      return (await events.findShapeExamples({}, [shape])).has(shape) ? [shape] : null;
    },
  };
}

function idOfShape(shape: string): string {
  return BigInt(shape).toString(16).padStart(16, "0");
}

function shapeOfId(id: string): string {
  return BigInt(`0x${id}`).toString();
}
