import { useLayoutEffect, useRef, type RefObject } from "react";
import { queryPieces } from "./query-pieces.ts";

interface QueryInkProps {
  text: string;
  input: RefObject<HTMLInputElement | null>;
  /** Whether to mark where the query cannot be read. */
  isWrong: boolean;
}

/** The query in colours, behind the input that it is typed in, whose own letters are clear. */
export function QueryInk({ text, input, isWrong }: QueryInkProps) {
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
      {queryPieces(text).map(({ kind, start, end, isWrong: isMistake }) => (
        <span key={start} data-kind={kind} data-wrong={(isWrong && isMistake) || undefined}>
          {text.slice(start, end)}
        </span>
      ))}
    </div>
  );
}
