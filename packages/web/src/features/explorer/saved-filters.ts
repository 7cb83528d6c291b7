import { scopeOf, scopeSearch, type Scope } from "../../api/scope.ts";

/** The time range and the file, as they are kept with a saved search. */
export function filtersOf(search: Scope): string {
  const pairs = Object.entries(scopeOf(search)).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return new URLSearchParams(pairs).toString();
}

/** The scope of a saved search; what is not understood counts as not given. */
export function scopeOfFilters(filters: string): Scope {
  return scopeOf(scopeSearch.parse(Object.fromEntries(new URLSearchParams(filters))));
}
