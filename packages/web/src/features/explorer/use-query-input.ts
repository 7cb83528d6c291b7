import { useRouterState } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import type { ExplorerSearch } from "./explorer-search.ts";
import type { ChangeSearch } from "./use-explorer.ts";
import { useTypedFilter } from "./use-typed-filter.ts";

/** The text of the query, as it is typed and as the URL has it, and the cursor in it. */
export function useQueryInput(search: ExplorerSearch, change: ChangeSearch) {
  const input = useRef<HTMLInputElement>(null);
  const query = useTypedFilter(search.q, (value) => change({ q: value }, { replace: true }));
  const [cursor, setCursor] = useState(0);
  const wanted = useRef<number>(undefined);
  const hash = useRouterState({ select: (state) => state.location.hash });
  useEffect(() => {
    if (hash === "query") input.current?.focus();
  }, [hash]);
  useEffect(() => {
    if (wanted.current === undefined) return;
    input.current?.setSelectionRange(wanted.current, wanted.current);
    wanted.current = undefined;
  }, [query.typed]);
  return {
    input,
    ...query,
    cursor,
    readCursor: () => setCursor(input.current?.selectionStart ?? 0),
    /** Once the text of a choice is there. */
    moveTo: (place: number) => {
      wanted.current = place;
      setCursor(place);
    },
  };
}
