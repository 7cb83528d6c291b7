import type { SearchNode, SearchPattern, SearchSpan } from "./search-query.ts";

/** What a query looks for in messages, and so what to mark in them: a text in small letters, or an expression. */
export type HighlightTerm = string | HighlightExpression;

export interface HighlightExpression {
  /** Global, so that it finds all. */
  readonly expression: RegExp;
  /** It is looked for in so much of a text only, in UTF-16 code units. */
  readonly reach: number;
}

const SEARCHED_FIELDS: ReadonlySet<string> = new Set(["message", "raw"]);
/** Spans in one text; more would mark nothing out. */
const MAX_SPANS = 1000;
/** UTF-16 code units that are looked through for texts. */
const MAX_LENGTH = 100_000;
/**
 * A browser's expressions try all ways to repeat, which takes about the length of the text to the power of one more
 * than there are repetitions. With so many of them, this much of a text takes some ten milliseconds at worst.
 */
const REACH_BY_REPETITIONS = [10_000, 4000, 400, 120, 60];

/** Texts, longest first, then expressions that a browser understands; not what the query excludes. */
export function highlightTerms(query: SearchNode | null): HighlightTerm[] {
  const texts = new Set<string>();
  const expressions: HighlightExpression[] = [];
  if (query !== null) collect(query, texts, expressions);
  const inOrder = [...texts].toSorted((one, other) => other.length - one.length || (one < other ? -1 : 1));
  return [...inOrder, ...expressions];
}

function collect(node: SearchNode, texts: Set<string>, expressions: HighlightExpression[]): void {
  if (node.kind === "and" || node.kind === "or") {
    for (const term of node.terms) collect(term, texts, expressions);
    return;
  }
  const pattern = patternOf(node);
  if (pattern === null) return;
  if (pattern.kind === "regex") {
    const expression = expressionOf(pattern);
    if (expression) expressions.push(expression);
    return;
  }
  for (const text of pattern.kind === "text" ? [pattern.text] : pattern.parts) {
    if (text.trim() !== "") texts.add(text.toLowerCase());
  }
}

function patternOf(node: SearchNode): SearchPattern | null {
  if (node.kind === "words") return node.pattern;
  if (node.kind !== "field" || !SEARCHED_FIELDS.has(node.field)) return null;
  return node.test.kind === "exists" || node.test.kind === "compare" ? null : node.test;
}

/** Null for what is written in RE2 alone, and for what might keep a browser busy: see {@link REACH_BY_REPETITIONS}. */
function expressionOf({ source, ignoresCase }: { source: string; ignoresCase: boolean }): HighlightExpression | null {
  const [, flag, rest] = /^(\(\?i\))?([\s\S]*)$/.exec(source)!;
  const plain = rest!.replaceAll(/\\[\s\S]|\[\^?\]?(?:\\[\s\S]|[^\]\\])*\]/g, "x");
  // A repeated group is where the ways to repeat grow without measure.
  if (/\)[*+{]/.test(plain)) return null;
  const reach = REACH_BY_REPETITIONS[plain.match(/(?<!\()[*+?]|\{\d+,?\d*\}/g)?.length ?? 0];
  if (reach === undefined) return null;
  try {
    return { expression: new RegExp(rest!, ignoresCase || flag !== undefined ? "giu" : "gu"), reach };
  } catch {
    return null;
  }
}

/** Where the terms stand in a text, from left to right, without overlaps. */
export function findHighlights(text: string, terms: readonly HighlightTerm[]): SearchSpan[] {
  const start = text.slice(0, MAX_LENGTH);
  const lower = start.toLowerCase();
  // A few letters change their length with their case; then places in one are not places in the other.
  const searched = lower.length === start.length ? lower : start;
  const spans = terms.flatMap((term) =>
    typeof term === "string" ? findText(searched, term) : findMatches(text, term),
  );
  return merged(spans.toSorted((one, other) => one.start - other.start || other.end - one.end));
}

function findText(searched: string, term: string): SearchSpan[] {
  const spans: SearchSpan[] = [];
  for (
    let at = searched.indexOf(term);
    at >= 0 && spans.length < MAX_SPANS;
    at = searched.indexOf(term, at + term.length)
  ) {
    spans.push({ start: at, end: at + term.length });
  }
  return spans;
}

function findMatches(text: string, { expression, reach }: HighlightExpression): SearchSpan[] {
  const spans: SearchSpan[] = [];
  for (const { index, 0: match } of text.slice(0, reach).matchAll(expression)) {
    if (spans.length === MAX_SPANS) break;
    if (match !== "") spans.push({ start: index, end: index + match.length });
  }
  return spans;
}

function merged(spans: readonly SearchSpan[]): SearchSpan[] {
  const result: { start: number; end: number }[] = [];
  for (const { start, end } of spans) {
    const last = result.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}
