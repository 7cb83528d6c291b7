import { completionAt, findSearchField, parseSearch, type SearchCompletion } from "@faultline/logs";
import { useQuery } from "@tanstack/react-query";
import { newestEntryQuery } from "../../api/entries.ts";
import { fieldsQuery, fieldValuesQuery } from "../../api/fields.ts";
import { scopeOf, type Scope } from "../../api/scope.ts";
import { comparisons, fieldSuggestions, recentSuggestions, valueSuggestions, type Suggestion } from "./suggestions.ts";
import { timeSuggestions } from "./time-suggestions.ts";

interface Typing {
  readonly text: string;
  readonly cursor: number;
  /** Nothing is asked for while nobody is completing. */
  readonly isOpen: boolean;
  readonly recent: readonly string[];
}

const NOTHING_TYPED: SearchCompletion = { kind: "none" };

/** What the query may be completed with at the cursor; `isLoading` while its values are not there yet. */
export function useSuggestions(
  scope: Scope,
  { text, cursor, isOpen, recent }: Typing,
): { suggestions: Suggestion[]; isLoading: boolean } {
  const typed = isOpen ? completionAt(text, cursor) : NOTHING_TYPED;
  const isTime = typed.kind === "value" && findSearchField(typed.field)?.kind === "time";
  const context = { q: contextOf(text, typed) };
  const field = typed.kind === "value" && hasValues(typed.field) ? typed.field : null;
  const prefix = typed.kind === "value" ? typed.prefix : "";
  const fields = useQuery({ ...fieldsQuery, enabled: isOpen });
  const values = useQuery({
    ...fieldValuesQuery(scopeOf(scope), context, field ?? "", prefix),
    enabled: field !== null,
  });
  const newest = useQuery({ ...newestEntryQuery(scopeOf(scope), context), enabled: isTime, refetchInterval: false });
  if (typed.kind === "none") return { suggestions: [], isLoading: false };
  if (typed.kind === "field") {
    const named = fieldSuggestions(text, typed, fields.data ?? []);
    return { suggestions: text.trim() === "" ? [...recentSuggestions(recent), ...named] : named, isLoading: false };
  }
  const known = isTime
    ? timeSuggestions(text, typed, newest.data?.timestamp)
    : valueSuggestions(text, typed, (field !== null && values.data) || []);
  const isLoading = (field !== null && values.isFetching) || (isTime && newest.isLoading);
  return { suggestions: [...known, ...comparisons(text, typed)], isLoading };
}

/** Values of the others, such as the ids of templates, are not a few that one could choose from. */
function hasValues(field: string): boolean {
  const known = findSearchField(field);
  const kind = known?.name === "template" ? "id" : (known?.kind ?? "attribute");
  return kind === "text" || kind === "level" || kind === "parse-status" || kind === "attribute";
}

/** The query without the term that is being typed, among whose entries its values are counted. */
function contextOf(text: string, typed: SearchCompletion): string | undefined {
  if (typed.kind !== "value") return undefined;
  const before = text.slice(0, typed.span.start).replace(/(?:^|\s)-?\S+$/, " ");
  const rest = `${before} ${text.slice(typed.span.end)}`.trim();
  return rest !== "" && parseSearch(rest).ok ? rest : undefined;
}
