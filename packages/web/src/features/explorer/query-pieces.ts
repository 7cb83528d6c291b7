import { parseSearch, searchTokens, type SearchSpan, type SearchToken } from "@faultline/logs";

export type PieceKind = "field" | "operator" | "value" | "pattern" | "words" | "not" | "plain";

/** A part of a query's text as it is coloured; `isWrong` where the query cannot be read. */
export interface QueryPiece extends SearchSpan {
  readonly kind: PieceKind;
  readonly isWrong: boolean;
}

const NOTHING: SearchSpan = { start: 0, end: 0 };

/**
 * The pieces of a query, from its start to its end without gaps. Any text has them, also one that cannot be read.
 * `refused` is the part of a readable one that the server does not take.
 */
export function queryPieces(text: string, refused: SearchSpan = NOTHING): QueryPiece[] {
  const parsed = parseSearch(text);
  const wrong = parsed.ok ? refused : parsed.error;
  const spans = [...searchTokens(text)].flatMap(spansOf);
  const pieces: QueryPiece[] = [];
  let at = 0;
  const add = (kind: PieceKind, end: number) => {
    // The mistake may begin or end within a piece.
    for (const cut of [wrong.start, wrong.end, end]) {
      if (cut <= at || cut > end) continue;
      pieces.push({ kind, start: at, end: cut, isWrong: at >= wrong.start && at < wrong.end });
      at = cut;
    }
  };
  for (const { kind, start, end } of spans) {
    add("plain", start);
    add(kind, end);
  }
  add("plain", text.length);
  return pieces;
}

type Span = SearchSpan & { readonly kind: PieceKind };

function spansOf(token: SearchToken): Span[] {
  const { kind, start, end } = token;
  if (kind === "not") return [{ kind: "not", start, end }];
  if (kind === "and" || kind === "or") return [{ kind: "operator", start, end }];
  if (kind === "group")
    return [
      { kind: "field", start, end: end - 1 },
      { kind: "plain", start: end - 1, end },
    ];
  if (kind !== "term") return [{ kind: "plain", start, end }];
  const { field, value } = token;
  if (value === null) return [{ kind: "field", start, end }];
  const pattern = value.start + (value.operator?.length ?? 0);
  const isText = value.pattern.kind === "text";
  const all: Span[] = [
    { kind: "field", start, end: value.start },
    { kind: "operator", start: value.start, end: pattern },
    { kind: !isText ? "pattern" : field === null ? "words" : "value", start: pattern, end },
  ];
  return all.filter((span) => span.end > span.start);
}
