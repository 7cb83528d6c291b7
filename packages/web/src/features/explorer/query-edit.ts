import {
  attributeOf,
  fieldOfAttribute,
  findSearchField,
  formatSearch,
  levelOfText,
  levelsCompared,
  parseSearch,
  type FieldTest,
  type SearchNode,
} from "@faultline/logs";

/** Null stands for having no value. */
export type FieldValue = string | null;

/** What a query says of a field in terms that must all hold: it is one of `wanted` if there are any, none of `excluded`. */
export interface FieldChoice {
  readonly wanted: readonly FieldValue[];
  readonly excluded: readonly FieldValue[];
}

/**
 * The query with a value of a field asked for, or left out; the same again takes it back, and the opposite of it goes.
 * Values of one field are alternatives: `service:(web OR api)`. `field` is a field's name, or that of an attribute by
 * `fieldOfAttribute`. A query that cannot be read stays what it is, as does one that would become too long.
 */
export function withTerm(
  query: string | undefined,
  field: string,
  value: FieldValue,
  isExcluded = false,
): string | undefined {
  const split = splitByField(query, field);
  if (!split) return query;
  const { choice, rest } = split;
  const asked = isExcluded ? choice.excluded : choice.wanted;
  const others = without(isExcluded ? choice.wanted : choice.excluded, field, value);
  const toggled = has(asked, field, value) ? without(asked, field, value) : [...asked, value];
  const [wanted, excluded] = isExcluded ? [others, toggled] : [toggled, others];
  return readable(query, joined(rest, termsOf(field, { wanted, excluded })));
}

/** The query narrowed to a value of a field, whatever else it says of it. */
export function narrowed(query: string | undefined, field: string, value: string): string | undefined {
  const { wanted } = choiceOf(query, field);
  if (wanted.length === 1 && has(wanted, field, value)) return query;
  return readable(query, joined(query ?? "", termsOf(field, { wanted: [value], excluded: [] })));
}

/** Which values of the field the query asks for and leaves out; nothing if it cannot be read. */
export function choiceOf(query: string | undefined, field: string): FieldChoice {
  return splitByField(query, field)?.choice ?? { wanted: [], excluded: [] };
}

export type TermState = "wanted" | "excluded" | null;

/** Whether the query asks for this value of the field, or leaves it out; null if it does neither. */
export function termIn(query: string | undefined, field: string, value: FieldValue): TermState {
  return termOf(choiceOf(query, field), field, value);
}

export function termOf({ wanted, excluded }: FieldChoice, field: string, value: FieldValue): TermState {
  return has(wanted, field, value) ? "wanted" : has(excluded, field, value) ? "excluded" : null;
}

/** The query without what it says of the field in terms that must hold, for counting the field's other values. */
export function withoutField(query: string | undefined, field: string): string | undefined {
  const split = splitByField(query, field);
  return split ? split.rest || undefined : query;
}

/** What the query says of a field, and its text without that; null if it cannot be read. */
function splitByField(query = "", field: string): { choice: FieldChoice; rest: string } | null {
  const parsed = parseSearch(query);
  if (!parsed.ok) return null;
  const [wanted, excluded]: [FieldValue[], FieldValue[]] = [[], []];
  const rest: SearchNode[] = [];
  for (const node of conditionsOf(parsed.query)) {
    const said = saidOf(node, canonical(field));
    if (said) (said.isExcluded ? excluded : wanted).push(...said.values);
    else rest.push(node);
  }
  // What was typed stays as it was where it can.
  const isUntouched = wanted.length + excluded.length === 0;
  return { choice: { wanted, excluded }, rest: isUntouched ? query.trim() : formatSearch(allOf(rest)) };
}

function conditionsOf(query: SearchNode | null): readonly SearchNode[] {
  if (query === null) return [];
  return query.kind === "and" ? query.terms : [query];
}

function allOf(conditions: readonly SearchNode[]): SearchNode | null {
  return conditions.length > 1 ? { kind: "and", terms: conditions } : (conditions[0] ?? null);
}

/** Both must hold. */
function joined(query: string, terms: readonly SearchNode[]): string {
  const [text, added] = [query.trim(), formatSearch(allOf(terms))];
  if (text === "" || added === "") return text + added;
  const beside = parseSearch(`${text} ${added}`);
  return beside.ok && beside.query?.kind === "or" ? `(${text}) ${added}` : `${text} ${added}`;
}

/** The edited query, unless it has become too long to be read. */
function readable(query: string | undefined, edited: string): string | undefined {
  return parseSearch(edited).ok ? edited || undefined : query;
}

interface Said {
  readonly isExcluded: boolean;
  readonly values: readonly FieldValue[];
}

/** Null for a condition that is not about values of this field alone. */
function saidOf(node: SearchNode, field: string): Said | null {
  if (node.kind === "field") return canonical(node.field) === field ? saidByTest(node.field, node.test) : null;
  if (node.kind === "not") {
    const said = saidOf(node.term, field);
    return said && { isExcluded: !said.isExcluded, values: said.values };
  }
  if (node.kind !== "or") return null;
  const parts = node.terms.map((term) => saidOf(term, field));
  const isChoice = parts.every((part) => part?.isExcluded === false);
  return isChoice ? { isExcluded: false, values: parts.flatMap((part) => part!.values) } : null;
}

function saidByTest(field: string, test: FieldTest): Said | null {
  if (test.kind === "text") return { isExcluded: false, values: [test.text] };
  if (test.kind === "exists") return { isExcluded: true, values: [null] };
  const level = test.kind === "compare" && canonical(field) === "level" ? levelOfText(test.value) : null;
  return level && test.kind === "compare" ? { isExcluded: false, values: levelsCompared(test.operator, level) } : null;
}

/** What a choice says, as terms that must all hold. */
function termsOf(field: string, { wanted, excluded }: FieldChoice): SearchNode[] {
  const alternatives = wanted.map((value) => termFor(field, value));
  const asked = alternatives.length > 1 ? [{ kind: "or", terms: alternatives } as const] : alternatives;
  return [...asked, ...excluded.map((value) => negated(termFor(field, value)))];
}

function termFor(field: string, value: FieldValue): SearchNode {
  const span = { start: 0, end: 0 };
  const name = canonical(field);
  if (value === null) return negated({ kind: "field", field: name, test: { kind: "exists" }, span });
  return { kind: "field", field: name, test: { kind: "text", text: value }, span };
}

function negated(term: SearchNode): SearchNode {
  return term.kind === "not" ? term.term : { kind: "not", term };
}

function canonical(field: string): string {
  return findSearchField(field)?.name ?? fieldOfAttribute(attributeOf(field));
}

function has(values: readonly FieldValue[], field: string, value: FieldValue): boolean {
  return values.some((each) => isSameValue(field, each, value));
}

function without(values: readonly FieldValue[], field: string, value: FieldValue): FieldValue[] {
  return values.filter((each) => !isSameValue(field, each, value));
}

/** Letters match in any case, and a level has several names. */
export function isSameValue(field: string, one: FieldValue, other: FieldValue): boolean {
  if (one === null || other === null) return one === other;
  if (canonical(field) === "level") return levelOfText(one) === levelOfText(other);
  return one.toLowerCase() === other.toLowerCase();
}
