import { useQuery } from "@tanstack/react-query";
import { useState, type KeyboardEvent } from "react";
import type { Scope } from "../../api/scope.ts";
import { sessionQuery } from "../../api/session.ts";
import { isReadable } from "./explorer-search.ts";
import { recentQueries, rememberQuery } from "./recent-queries.ts";
import type { Suggestion } from "./suggestions.ts";
import type { useQueryInput } from "./use-query-input.ts";
import { useSuggestions } from "./use-suggestions.ts";

/** The list of suggestions under the query: when it is there, which is active, and what the keys do. */
export function useCompletion(scope: Scope, query: ReturnType<typeof useQueryInput>) {
  const { typed: text, cursor } = query;
  const { data: user } = useQuery(sessionQuery);
  const [wish, setWish] = useState<"closed" | "typing" | "asked">("closed");
  const [at, setAt] = useState(-1);
  const [recent, setRecent] = useState<readonly string[]>([]);
  // Between two words a list would only hide the results, unless it is asked for.
  const isOpen = wish === "asked" || (wish === "typing" && (text === "" || !/\s$/.test(text.slice(0, cursor))));
  const { suggestions, isLoading } = useSuggestions(scope, { text, cursor, isOpen, recent });
  const isShown = isOpen && (suggestions.length > 0 || isLoading);
  const active = isShown ? Math.min(at, suggestions.length - 1) : -1;

  const open = (how: "typing" | "asked") => {
    setRecent(recentQueries(user?.id));
    setWish(how);
    setAt(-1);
  };
  const close = () => {
    setWish("closed");
    setAt(-1);
  };
  /** Asks for what stands there. */
  const ask = () => {
    query.apply(text);
    if (isReadable(text)) rememberQuery(user?.id, text);
    close();
  };
  const accept = ({ result, isWhole = false }: Suggestion) => {
    if (isWhole) query.apply(result.text);
    else query.type(result.text);
    query.moveTo(result.cursor);
    setAt(-1);
    setWish(isWhole ? "closed" : "typing");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = suggestions[active];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    // Who has begun a word means its first completion; an empty box is left by Tab.
    const tabbed = isShown && wish === "typing" && text !== "" ? suggestions[0] : undefined;
    if (step && isShown) setAt(stepFrom(active, step, suggestions.length));
    else if (event.key === "ArrowDown") open("asked");
    else if (event.key === "Enter" && !chosen) ask();
    else if (event.key === "Enter" && chosen) accept(chosen);
    else if (event.key === "Tab" && !event.shiftKey && (chosen ?? tabbed)) accept((chosen ?? tabbed)!);
    else if (event.key === "Escape" && isShown) close();
    else if (event.key === "Escape") query.input.current?.blur();
    else return;
    event.preventDefault();
  };
  return { suggestions, isLoading, isShown, active, setActive: setAt, open, ask, accept, onKeyDown };
}

/** From -1, nothing, through all and back. */
function stepFrom(active: number, step: number, count: number): number {
  return ((active + 1 + step + count + 1) % (count + 1)) - 1;
}
