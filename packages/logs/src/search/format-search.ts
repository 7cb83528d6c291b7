import type { FieldTest, SearchNode } from "./search-query.ts";
import { formatFieldName, formatPattern } from "./search-text.ts";

/** The text of a query, from which `parseSearch` makes the same query, but for the places in the text. */
export function formatSearch(query: SearchNode | null): string {
  return query === null ? "" : formatNode(query);
}

function formatNode(node: SearchNode): string {
  switch (node.kind) {
    case "or":
      return formatGroup(node.terms) ?? node.terms.map(formatNode).join(" OR ");
    case "and":
      return node.terms.map((term) => (term.kind === "or" ? formatTerm(term) : formatNode(term))).join(" ");
    case "not":
      return `-${formatTerm(node.term)}`;
    case "words":
      return formatPattern(node.pattern);
    case "field":
      return `${formatFieldName(node.field)}:${formatTest(node.test)}`;
  }
}

/** What must stand together stands in parentheses. */
function formatTerm(node: SearchNode): string {
  if (node.kind === "or") return formatGroup(node.terms) ?? `(${formatNode(node)})`;
  return node.kind === "and" ? `(${formatNode(node)})` : formatNode(node);
}

/** Alternatives that are all of one field name it once: `service:(web OR -api)`. Null if they are not. */
function formatGroup(terms: readonly SearchNode[]): string | null {
  const [first] = terms;
  const field = first && fieldOf(first);
  if (!field || terms.some((term) => fieldOf(term) !== field)) return null;
  return `${formatFieldName(field)}:(${terms.map(formatValue).join(" OR ")})`;
}

/** The field of a term that may stand among the values of one; comparisons may not. */
function fieldOf(node: SearchNode): string | null {
  if (node.kind === "not") return fieldOf(node.term);
  return node.kind === "field" && node.test.kind !== "compare" ? node.field : null;
}

function formatValue(node: SearchNode): string {
  if (node.kind === "not") return `-${formatValue(node.term)}`;
  return node.kind === "field" ? formatTest(node.test) : formatNode(node);
}

function formatTest(test: FieldTest): string {
  if (test.kind === "exists") return "*";
  if (test.kind === "compare") return test.operator + formatPattern({ kind: "text", text: test.value });
  return formatPattern(test);
}
