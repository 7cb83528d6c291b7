import type { HighlightTerm } from "@faultline/logs";
import { useMemo, useState, type ReactNode } from "react";
import { countOf, formatCount } from "../../ui/format-number.ts";
import { visibleText } from "../../ui/visible-text.ts";
import { MarkedText } from "./marked-text.tsx";
import { messageHead } from "./message-head.ts";
import { foldFrames, type MessagePart } from "./stack-frames.ts";

/** UTF-16 code units; the raw text below it has all of it. */
const MAX_LENGTH = 20_000;

/** The message of the open entry, the calls of its stack traces folded, and of a long one its beginning. */
export function FoldedMessage({ message, terms }: { message: string; terms: readonly HighlightTerm[] }) {
  const parts = useMemo(() => foldFrames(message.slice(0, MAX_LENGTH)), [message]);
  const head = useMemo(() => messageHead(parts, terms), [parts, terms]);
  const [isWhole, setWhole] = useState(false);
  const isCut = head !== null && !isWhole;
  return (
    <div className="entry-panel__message mono" tabIndex={-1}>
      {(isCut ? head : parts).map((part, index) => (
        // Parts of one message do not change their places.
        <Part key={index} part={part} terms={terms} />
      ))}
      {isCut && (
        <ShowMore onShow={() => setWhole(true)}>
          Show the {message.length > MAX_LENGTH ? `first ${formatCount(MAX_LENGTH)} of` : "whole message,"}{" "}
          {countOf(message.length, "character", "characters")}
        </ShowMore>
      )}
      {!isCut && message.length > MAX_LENGTH && <p className="entry-panel__note">The raw text has the rest.</p>}
    </div>
  );
}

function Part({ part: { text, frames }, terms }: { part: MessagePart; terms: readonly HighlightTerm[] }) {
  const [isShown, setShown] = useState(frames === 0);
  if (!isShown) {
    return (
      <ShowMore onShow={() => setShown(true)}>Show {countOf(frames, "more line", "more lines")} of the trace</ShowMore>
    );
  }
  return (
    <p>
      <bdi dir="ltr">
        <MarkedText text={text} terms={terms} show={visibleText} />
      </bdi>
    </p>
  );
}

/** The message around it takes the focus, as what was clicked goes. */
function ShowMore({ onShow, children }: { onShow: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      className="entry-panel__frames"
      onClick={({ currentTarget }) => {
        currentTarget.parentElement?.focus({ preventScroll: true });
        onShow();
      }}
    >
      {children}
    </button>
  );
}
