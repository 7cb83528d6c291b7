/** How well lines were grouped into templates; all between 0 and 1. */
export interface GroupingScores {
  /** Grouping accuracy (Zhu et al. 2019): lines whose group has exactly the lines of their event. */
  readonly ga: number;
  /** F1 of groups that are exactly an event's (Jiang et al. 2023). */
  readonly fga: number;
  /** Parsing accuracy (Dai et al. 2020): lines whose template is, word for word, that of their event. */
  readonly pa: number;
  /** F1 of templates whose lines all have that template as their event's (Khan et al. 2022). */
  readonly fta: number;
}

/** One entry a line in each array; `found` and `truth` tell groups apart, the templates are their texts. */
export interface GroupedLines {
  readonly found: readonly string[];
  readonly foundTemplates: readonly string[];
  readonly truth: readonly string[];
  readonly truthTemplates: readonly string[];
}

export function scoreGrouping({ found, foundTemplates, truth, truthTemplates }: GroupedLines): GroupingScores {
  const foundGroups = linesBy(found);
  const truthGroups = linesBy(truth);
  let rightLines = 0;
  let rightGroups = 0;
  for (const lines of foundGroups.values()) {
    const event = truth[lines[0]!]!;
    const isRight = truthGroups.get(event)!.length === lines.length && lines.every((line) => truth[line] === event);
    if (isRight) rightLines += lines.length;
    if (isRight) rightGroups++;
  }
  const ours = foundTemplates.map(comparable);
  const theirs = truthTemplates.map(comparable);
  const ourGroups = linesBy(ours);
  const rightTemplates = [...ourGroups].filter(([template, lines]) => lines.every((line) => theirs[line] === template));
  return {
    ga: rightLines / found.length,
    fga: f1(rightGroups, foundGroups.size, truthGroups.size),
    pa: ours.filter((template, line) => template === theirs[line]).length / found.length,
    fta: f1(rightTemplates.length, ourGroups.size, new Set(theirs).size),
  };
}

function linesBy(keys: readonly string[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  keys.forEach((key, line) => {
    const lines = groups.get(key);
    if (lines) lines.push(line);
    else groups.set(key, [line]);
  });
  return groups;
}

function f1(right: number, found: number, expected: number): number {
  return (2 * right) / (found + expected);
}

/**
 * A template as Khan et al. compare them: wildcards side by side or joined by punctuation are one, so is the word a
 * wildcard is part of; blanks count once.
 */
function comparable(template: string): string {
  return template
    .replaceAll(/\s+/g, " ")
    .trim()
    .replaceAll(/<\*>(?:[.,:/@#-]*<\*>)+/g, "<*>")
    .replaceAll(/<\*>(?: <\*>)+/g, "<*>");
}
