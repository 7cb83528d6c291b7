import { commonText } from "@faultline/analytics";
import type { EventStore, TemplateShape, TemplateStore } from "@faultline/storage";
import type { TemplateAnswer } from "./template-mining.ts";

/** The catalog's shapes and their masks, which are mined together with new ones. */
export interface KeptShapes {
  all(): Promise<readonly TemplateShape[]>;
  /** Puts what was mined of these shapes into the catalog. */
  add(shapes: readonly string[], mined: TemplateAnswer): Promise<void>;
  /** Removes shapes that no entry has any more, as when files were deleted, and says which. */
  removeGone(): Promise<readonly string[]>;
}

type ShapeExamples = Pick<EventStore, "findShapeExamples">;

export function createKeptShapes(templates: TemplateStore, events: ShapeExamples): KeptShapes {
  let kept: readonly TemplateShape[] = [];

  /** As they were read last, if there are as many as then: other nodes add to them, too. */
  async function all(): Promise<readonly TemplateShape[]> {
    if ((await templates.countShapes()) !== kept.length) kept = await templates.listShapes();
    return kept;
  }

  /** Another node has given the template shapes at the same time. */
  async function renewText(id: string): Promise<void> {
    const shapes = await templates.shapesOf([id]);
    await templates.setText({ id, text: commonText(shapes.map(({ mask }) => mask)) }, shapes.length);
  }

  return {
    all,
    async add(shapes, { founded, given, grown }) {
      const added = given.map((each, i) => ({ shape: shapes[i]!, ...each }));
      await templates.add(founded, added);
      // Another node may have been first.
      const ids = await templates.idsOf(shapes);
      kept = [...kept, ...added.map((each) => ({ ...each, templateId: ids.get(each.shape) ?? each.templateId }))];
      for (const { shapeCount, ...template } of grown) {
        if (!(await templates.setText(template, shapeCount))) await renewText(template.id);
      }
    },
    async removeGone() {
      const shapes = (await all()).map(({ shape }) => shape);
      const examples = await examplesOf(shapes, events);
      const gone = shapes.filter((shape) => !examples.has(shape));
      if (gone.length > 0) await templates.remove(gone);
      return gone;
    },
  };
}

/** Messages are some hundred characters long, and some thousand at most. */
const EXAMPLES_AT_ONCE = 4000;

/** A message of each of the shapes that entries have. */
export async function examplesOf(shapes: readonly string[], events: ShapeExamples): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (let at = 0; at < shapes.length; at += EXAMPLES_AT_ONCE) {
    const part = await events.findShapeExamples({}, shapes.slice(at, at + EXAMPLES_AT_ONCE));
    for (const [shape, example] of part) found.set(shape, example);
  }
  return found;
}
