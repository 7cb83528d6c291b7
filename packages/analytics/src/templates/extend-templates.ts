import { mineTemplates } from "./mine-templates.ts";
import { buildOf, textOf, WILDCARD, wordsOf } from "./shape-words.ts";

/** Shapes that have a template each: entry i says that of `shapes[i]`, by a number from 0 on. */
export interface AssignedShapes {
  readonly shapes: readonly string[];
  readonly templates: readonly number[];
}

export interface ExtendedTemplates {
  /** Of each new shape: the number of its template. Founded ones are numbered on from the known ones. */
  readonly templates: readonly number[];
  /** Texts of the founded templates. */
  readonly founded: readonly string[];
}

/**
 * Gives each of the new shapes a template. All shapes are mined together: where new ones are grouped with known ones
 * they join the template that most of these have, else they found one. What was given once stays: no known shape moves,
 * and templates are not merged, though mining might now group their shapes together. Of the known shapes only those built
 * like a new one are looked at, since others are never grouped with it.
 *
 * @param templateCount of the known templates
 */
export function extendTemplates(
  known: AssignedShapes,
  templateCount: number,
  newShapes: readonly string[],
): ExtendedTemplates {
  const templates = newShapes.map(() => -1);
  const founded: string[] = [];
  const near = shapesBuiltLike(newShapes, known.shapes);
  for (const { shapes: members, text } of mineTemplates([...near.map((i) => known.shapes[i]!), ...newShapes])) {
    const isNew = (member: number): boolean => member >= near.length;
    const own = members.filter((member) => !isNew(member)).map((member) => known.templates[near[member]!]!);
    if (own.length === members.length) continue;
    const template = mostFrequent(own) ?? templateCount + founded.push(text) - 1;
    for (const member of members) if (isNew(member)) templates[member - near.length] = template;
  }
  return { templates, founded };
}

/** Positions of those of the shapes that are built like one of the models. */
export function shapesBuiltLike(models: readonly string[], shapes: readonly string[]): number[] {
  const builds = new Set(models.map((model) => buildOf(wordsOf(model))));
  return shapes.flatMap((shape, i) => (builds.has(buildOf(wordsOf(shape))) ? [i] : []));
}

/** What the shapes of one template have in common, with `<*>` for the words that differ. */
export function commonText(shapes: readonly string[]): string {
  const [first, ...others] = shapes.map(wordsOf);
  if (!first) return WILDCARD;
  const alike = others.filter(({ words }) => words.length === first.words.length);
  const words = first.words.map((word, i) => (alike.every((other) => other.words[i] === word) ? word : WILDCARD));
  return textOf({ words, gaps: first.gaps });
}

/** Of equally frequent ones the least; null if there is none. */
function mostFrequent(numbers: readonly number[]): number | null {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  const [most] = [...counts].sort(([one, a], [other, b]) => b - a || one - other);
  return most ? most[0] : null;
}
