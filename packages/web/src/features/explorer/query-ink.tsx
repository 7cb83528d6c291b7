import { useLayoutEffect, useRef, type RefObject } from "react";
import type { QueryMistake } from "./explorer-search.ts";
import { queryPieces } from "./query-pieces.ts";

interface QueryInkProps {
  text: string;
  input: RefObject<HTMLInputElement | null>;
  /** To be marked, if it is. */
  mistake: QueryMistake | undefined;
}

/** The query in colours, behind the input that it is typed in, whose own letters are clear. */
export function QueryInk({ text, input, mistake }: QueryInkProps) {
  const ink = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const from = input.current;
    const follow = () => ink.current && (ink.current.scrollLeft = from?.scrollLeft ?? 0);
    follow();
    from?.addEventListener("scroll", follow);
    return () => from?.removeEventListener("scroll", follow);
  }, [text, input]);
  return (
    <div ref={ink} className="query-ink mono" aria-hidden="true">
      {queryPieces(text, mistake).map(({ kind, start, end, isWrong }) => (
        <span key={start} data-kind={kind} data-wrong={(mistake && isWrong) || undefined}>
          {text.slice(start, end)}
        </span>
      ))}
    </div>
  );
}
