import { useSearch } from "@tanstack/react-router";
import { scopeOf, type Scope } from "./scope.ts";

/** The time range and the file that the page is about, from its URL. */
export function useScope(): Scope {
  return scopeOf(useSearch({ from: "/frame" }));
}
