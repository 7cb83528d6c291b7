import type { CountFilter, EventStore, NamedWindowCounts } from "@faultline/storage";
import type { MineTemplates, TemplateBook } from "../templates/template-book.ts";

/** The templates of the shapes that a run comes across. */
export interface RunTemplates {
  /** Null if a shape has none, as when its entries have just gone. */
  idOf(shape: string): string | null;
  textOf(id: string): string;
}

interface Surroundings {
  readonly events: Pick<EventStore, "listShapes">;
  readonly book: TemplateBook;
  readonly mine: MineTemplates;
}

/** More than have a template of several. */
const MAX_SHAPES = 100_000;

/** Gives all shapes in the files of a run templates, so that entries have theirs once it has ended. */
export async function learnTemplates(
  files: Pick<CountFilter, "fileIds">,
  { events, book, mine }: Surroundings,
): Promise<void> {
  await book.learn(await events.listShapes(files, MAX_SHAPES), mine);
}

export async function findRunTemplates(
  shapes: readonly string[],
  book: Pick<TemplateBook, "idsOf" | "textsOf">,
): Promise<RunTemplates> {
  const ids = await book.idsOf(shapes);
  const texts = await book.textsOf([...new Set(ids.values())]);
  return { idOf: (shape) => ids.get(shape) ?? null, textOf: (id) => texts.get(id) ?? "" };
}

/** Counts by template of counts by shape, and the shapes by template. A shape without a template stands for itself. */
export function countsByTemplate(
  counts: NamedWindowCounts,
  ids: ReadonlyMap<string, string>,
): { readonly counts: NamedWindowCounts; readonly shapesOf: ReadonlyMap<string, readonly string[]> } {
  const shapesOf = new Map<string, string[]>();
  const positions = new Map<string, number>();
  const positionOf = counts.names.map((shape) => {
    const name = ids.get(shape) ?? shape;
    const own = shapesOf.get(name);
    if (own) own.push(shape);
    else {
      positions.set(name, shapesOf.size);
      shapesOf.set(name, [shape]);
    }
    return positions.get(name)!;
  });
  const keys = counts.keys.map((key) => positionOf[key]!);
  return { counts: { ...counts, names: [...shapesOf.keys()], keys }, shapesOf };
}
