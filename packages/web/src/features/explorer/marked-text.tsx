import { findHighlights, highlightTerms, parseSearch, type HighlightTerm } from "@faultline/logs";
import { Fragment, useMemo } from "react";

/** What a query looks for in messages; nothing where it cannot be read. */
export function useHighlightTerms(query: string | undefined): readonly HighlightTerm[] {
  return useMemo(() => {
    const parsed = parseSearch(query ?? "");
    return parsed.ok ? highlightTerms(parsed.query) : [];
  }, [query]);
}

interface MarkedTextProps {
  text: string;
  terms: readonly HighlightTerm[];
  /** How a piece of log text is written so that it is harmless and nothing of it is hidden. */
  show: (piece: string) => string;
}

/** Log text in which what was looked for is marked. It stays text, whatever stands in it. */
export function MarkedText({ text, terms, show }: MarkedTextProps) {
  const spans = terms.length === 0 ? [] : findHighlights(text, terms);
  const parts = spans.map(({ start, end }, index) => (
    <Fragment key={start}>
      {show(text.slice(spans[index - 1]?.end ?? 0, start))}
      <mark>{show(text.slice(start, end))}</mark>
    </Fragment>
  ));
  return (
    <>
      {parts}
      {show(text.slice(spans.at(-1)?.end ?? 0))}
    </>
  );
}
