import { MAX_SEARCH_LENGTH } from "@faultline/logs";
import { Search, X } from "lucide-react";
import { useId, type ReactNode } from "react";
import type { Scope } from "../../api/scope.ts";
import { IconButton } from "../../ui/button.tsx";
import { describeMistake, queryMistake, type ExplorerSearch, type QueryMistake } from "./explorer-search.ts";
import { QueryInk } from "./query-ink.tsx";
import { SuggestionList } from "./suggestion-list.tsx";
import { useCompletion } from "./use-completion.ts";
import type { ChangeSearch } from "./use-explorer.ts";
import { useQueryInput } from "./use-query-input.ts";
import "./query-box.css";

interface QueryBoxProps {
  search: ExplorerSearch & Scope;
  change: ChangeSearch;
  /** What the server has against the query that it was asked. */
  refused: QueryMistake | undefined;
  /** Buttons at its right end. */
  children?: ReactNode;
}

/** A combobox: the focus stays in the input while the arrow keys move through what completes it (WAI-ARIA APG). */
export function QueryBox({ search, change, refused, children }: QueryBoxProps) {
  const listId = useId();
  const query = useQueryInput(search, change);
  const { isShown, active, open, ask, accept, onKeyDown, setActive, ...completion } = useCompletion(search, query);
  const text = query.typed;
  // What is being completed is not wrong yet.
  const mistake = isShown ? undefined : (queryMistake(text) ?? (text === search.q ? refused : undefined));
  const isWrong = mistake !== undefined;
  return (
    <div className="query-box">
      <div className="query-box__field" data-wrong={isWrong || undefined}>
        <Search size={15} aria-hidden="true" />
        <div className="query-box__text">
          <QueryInk text={text} input={query.input} mistake={mistake} />
          <input
            ref={query.input}
            id="query"
            className="mono"
            role="combobox"
            aria-label="Query"
            aria-expanded={isShown}
            aria-controls={listId}
            aria-activedescendant={active >= 0 ? `${listId}-${active}` : undefined}
            aria-autocomplete="list"
            aria-invalid={isWrong}
            aria-describedby={isWrong ? `${listId}-problem` : undefined}
            placeholder='Words, "phrases", service:web, level:>=warning, -not'
            autoComplete="off"
            autoCapitalize="off"
            enterKeyHint="search"
            spellCheck={false}
            maxLength={MAX_SEARCH_LENGTH}
            value={text}
            onChange={(event) => {
              query.type(event.currentTarget.value);
              query.readCursor();
              open("typing");
            }}
            onSelect={query.readCursor}
            onClick={() => text === "" && open("typing")}
            // Whatever is clicked next is about what stands here.
            onBlur={ask}
            onKeyDown={onKeyDown}
          />
        </div>
        {text === "" ? (
          <kbd aria-hidden="true">/</kbd>
        ) : (
          <IconButton
            label="Clear filters"
            className="reach"
            onClick={() => {
              query.apply("");
              query.input.current?.focus();
            }}
          >
            <X size={15} aria-hidden="true" />
          </IconButton>
        )}
        {children}
      </div>
      <SuggestionList
        {...completion}
        id={listId}
        isShown={isShown}
        active={active}
        onPoint={setActive}
        onAccept={accept}
      />
      {mistake && (
        <p id={`${listId}-problem`} className="query-box__problem">
          {describeMistake(mistake)}
        </p>
      )}
    </div>
  );
}
