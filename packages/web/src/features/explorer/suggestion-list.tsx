import { useEffect, useRef } from "react";
import { visibleLine } from "../../ui/visible-text.ts";
import type { Suggestion } from "./suggestions.ts";

interface SuggestionListProps {
  id: string;
  isShown: boolean;
  isLoading: boolean;
  suggestions: readonly Suggestion[];
  active: number;
  onPoint: (index: number) => void;
  onAccept: (suggestion: Suggestion) => void;
}

export function SuggestionList({
  id,
  isShown,
  isLoading,
  suggestions,
  active,
  onPoint,
  onAccept,
}: SuggestionListProps) {
  return (
    <div
      className="suggestions"
      hidden={!isShown}
      // The focus stays in the query.
      onPointerDown={(event) => event.preventDefault()}
    >
      <div className="suggestions__list" role="listbox" id={id} aria-label="Suggestions" tabIndex={-1}>
        {isShown &&
          suggestions.map((suggestion, index) => (
            <Row
              key={`${suggestion.group} ${suggestion.label}`}
              id={`${id}-${index}`}
              suggestion={suggestion}
              heading={suggestion.group === suggestions[index - 1]?.group ? undefined : suggestion.group}
              isActive={index === active}
              onPoint={() => onPoint(index)}
              onAccept={() => onAccept(suggestion)}
            />
          ))}
      </div>
      {isLoading && suggestions.length === 0 && <p className="suggestions__note">Looking for values…</p>}
      <p className="suggestions__keys" aria-hidden="true">
        <kbd>↑</kbd>
        <kbd>↓</kbd> choose <kbd>Enter</kbd> or <kbd>Tab</kbd> accept <kbd>Esc</kbd> close
      </p>
      <p className="visually-hidden" role="status">
        {isShown && suggestions.length > 0 && `${suggestions.length} suggestions`}
      </p>
    </div>
  );
}

interface RowProps {
  id: string;
  suggestion: Suggestion;
  heading: string | undefined;
  isActive: boolean;
  onPoint: () => void;
  onAccept: () => void;
}

function Row({ id, suggestion, heading, isActive, onPoint, onAccept }: RowProps) {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) row.current?.scrollIntoView({ block: "nearest" });
  }, [isActive]);
  return (
    <>
      {heading && (
        <p className="suggestions__group" aria-hidden="true">
          {heading}
        </p>
      )}
      <div
        ref={row}
        id={id}
        role="option"
        aria-selected={isActive}
        className="suggestions__row"
        onPointerMove={onPoint}
        onClick={onAccept}
      >
        <bdi className="mono">{visibleLine(suggestion.label)}</bdi>
        {suggestion.detail && <span>{suggestion.detail}</span>}
      </div>
    </>
  );
}
