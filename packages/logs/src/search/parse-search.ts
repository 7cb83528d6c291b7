import { requireMeaning } from "./field-meaning.ts";
import { findSearchField } from "./search-fields.ts";
import {
  type FieldNode,
  type FieldTest,
  MAX_SEARCH_LENGTH,
  type ParsedSearch,
  type SearchNode,
  type SearchSpan,
} from "./search-query.ts";
import { SearchSyntaxError } from "./search-syntax-error.ts";
import { type SearchToken, searchTokens, type TokenValue } from "./search-tokens.ts";

const MAX_TERMS = 200;
const MAX_DEPTH = 50;

/**
 * Reads a query, as docs/search.md describes the language. `NOT` binds more closely than terms side by side, those
 * more closely than `OR`. Never throws, whatever the text.
 */
export function parseSearch(text: string): ParsedSearch {
  try {
    if (text.length > MAX_SEARCH_LENGTH) {
      const span = { start: MAX_SEARCH_LENGTH, end: text.length };
      throw new SearchSyntaxError(`A query has at most ${MAX_SEARCH_LENGTH} characters.`, span);
    }
    return { ok: true, query: new SearchParser(text).parse() };
  } catch (error) {
    if (!(error instanceof SearchSyntaxError)) throw error;
    return { ok: false, error: { message: error.message, ...error.span } };
  }
}

class SearchParser {
  readonly #tokens: readonly SearchToken[];
  #next = 0;
  #terms = 0;
  #depth = 0;

  constructor(text: string) {
    this.#tokens = [...searchTokens(text)];
  }

  parse(): SearchNode | null {
    if (this.#tokens.length === 0) return null;
    const query = this.#alternatives(null);
    const left = this.#peek();
    if (left) throw new SearchSyntaxError("This closing parenthesis has no opening one.", left);
    return query;
  }

  /** `field` is that of a group, whose words are its values. */
  #alternatives(field: string | null): SearchNode {
    const alternatives = [this.#conjunction(field)];
    while (this.#peek()?.kind === "or") {
      const operator = this.#take();
      if (!this.#isTermNext()) throw new SearchSyntaxError("Something must follow OR.", operator);
      alternatives.push(this.#conjunction(field));
    }
    return joined("or", alternatives);
  }

  #conjunction(field: string | null): SearchNode {
    const terms = [this.#term(field)];
    for (;;) {
      if (this.#peek()?.kind === "and") {
        const operator = this.#take();
        if (!this.#isTermNext()) throw new SearchSyntaxError("Something must follow AND.", operator);
      } else if (!this.#isTermNext()) {
        return joined("and", terms);
      }
      terms.push(this.#term(field));
    }
  }

  #term(field: string | null): SearchNode {
    const token = this.#take();
    switch (token.kind) {
      case "not":
        return this.#negation(token, field);
      case "open":
        return this.#group(token, field);
      case "group":
        if (field !== null) throw new SearchSyntaxError(`Among the values of ${field} there can be no field.`, token);
        return this.#group(token, token.field);
      case "term":
        return this.#leaf(token, field);
      case "close":
        throw new SearchSyntaxError("This closing parenthesis has no opening one.", token);
      default:
        throw new SearchSyntaxError(`Something must stand before ${token.kind.toUpperCase()}.`, token);
    }
  }

  #negation(token: SearchToken, field: string | null): SearchNode {
    if (!this.#isTermNext()) {
      const operator = token.end - token.start === 1 ? "the minus sign" : "NOT";
      throw new SearchSyntaxError(`Something must follow ${operator}.`, token);
    }
    return { kind: "not", term: this.#nested(token, () => this.#term(field)) };
  }

  #group(opening: SearchToken, field: string | null): SearchNode {
    const next = this.#peek();
    if (next?.kind === "close") {
      throw new SearchSyntaxError("There is nothing between these parentheses.", {
        start: opening.start,
        end: next.end,
      });
    }
    const missing = { start: opening.end - 1, end: opening.end };
    if (!next) throw new SearchSyntaxError("A closing parenthesis is missing.", missing);
    const query = this.#nested(opening, () => this.#alternatives(field));
    if (this.#peek()?.kind !== "close") throw new SearchSyntaxError("A closing parenthesis is missing.", missing);
    this.#take();
    return query;
  }

  #leaf(token: SearchToken & { kind: "term" }, group: string | null): SearchNode {
    if (++this.#terms > MAX_TERMS) throw new SearchSyntaxError(`A query has at most ${MAX_TERMS} terms.`, token);
    if (!token.isClosed) {
      const { start } = token.value ?? token;
      throw new SearchSyntaxError("A closing quote is missing.", { start, end: token.end });
    }
    if (token.field === null) {
      const { value } = token as { value: TokenValue };
      const span = spanOf(token);
      return group === null ? { kind: "words", pattern: value.pattern, span } : fieldNode(group, value, span);
    }
    if (group !== null) throw new SearchSyntaxError(`Among the values of ${group} there can be no field.`, token);
    if (token.value === null) {
      throw new SearchSyntaxError(
        `A value is missing after ${token.field}: (in quotes the colon is searched for).`,
        token,
      );
    }
    return fieldNode(token.field, token.value, spanOf(token));
  }

  #nested(token: SearchToken, read: () => SearchNode): SearchNode {
    if (++this.#depth > MAX_DEPTH) throw new SearchSyntaxError(`A query is at most ${MAX_DEPTH} levels deep.`, token);
    const node = read();
    this.#depth--;
    return node;
  }

  #peek(): SearchToken | undefined {
    return this.#tokens[this.#next];
  }

  /** Only where there is one. */
  #take(): SearchToken {
    return this.#tokens[this.#next++]!;
  }

  #isTermNext(): boolean {
    const kind = this.#peek()?.kind;
    return kind === "term" || kind === "not" || kind === "open" || kind === "group";
  }
}

function fieldNode(name: string, value: TokenValue, span: SearchSpan): FieldNode {
  const field = findSearchField(name)?.name ?? name;
  const node: FieldNode = { kind: "field", field, test: testOf(value), span };
  requireMeaning(node, spanOf(value));
  return node;
}

function testOf({ operator, pattern }: TokenValue): FieldTest {
  if (operator !== null) {
    // What has a star or slashes is no number: the field says so.
    const value =
      pattern.kind === "text" ? pattern.text : pattern.kind === "regex" ? pattern.source : pattern.parts.join("*");
    return { kind: "compare", operator, value };
  }
  if (pattern.kind === "wildcard" && pattern.parts.every((part) => part === "")) return { kind: "exists" };
  return pattern;
}

function joined(kind: "and" | "or", nodes: readonly SearchNode[]): SearchNode {
  const terms = nodes.flatMap((node) => (node.kind === kind ? node.terms : [node]));
  return terms.length === 1 ? terms[0]! : { kind, terms };
}

function spanOf({ start, end }: SearchSpan): SearchSpan {
  return { start, end };
}
