import type { Facet, Facets } from "@faultline/contract";
import { useQueries } from "@tanstack/react-query";
import { useRef } from "react";
import { facetsQuery } from "../../api/fields.ts";
import { scopeOf, type Scope } from "../../api/scope.ts";
import { entryFilterOf, isReadable, type ExplorerSearch } from "./explorer-search.ts";
import { choiceOf, withoutField } from "./query-edit.ts";

export interface CountedFacets {
  /** By field; those of the question before until the answer to the present one is there. */
  readonly facets: ReadonlyMap<string, Facet>;
  readonly attributes: Facets["attributes"];
  /** Not null where more match than are counted: then how many are. */
  readonly countedOnly: number | null;
  readonly isLoading: boolean;
  readonly error: Error | null;
  readonly retry: () => void;
}

/**
 * Values of fields with their counts. A field that the query says something of is counted without that, so that its
 * other values can be chosen too.
 */
export function useFacets(search: ExplorerSearch & Scope, fields: readonly string[], isReady: boolean): CountedFacets {
  const isChosen = (field: string) => {
    const { wanted, excluded } = choiceOf(search.q, field);
    return wanted.length + excluded.length > 0;
  };
  const questions = [
    { q: search.q, fields: fields.filter((field) => !isChosen(field)) },
    ...fields.filter(isChosen).map((field) => ({ q: withoutField(search.q, field), fields: [field] })),
  ].filter((question) => question.fields.length > 0);
  const answers = useQueries({
    queries: questions.map((question) => ({
      ...facetsQuery(scopeOf(search), { ...entryFilterOf(search), q: question.q }, question.fields),
      enabled: isReady && isReadable(search.q),
    })),
  });

  const known = useRef(new Map<string, Facet>());
  const attributes = useRef<Facets["attributes"]>([]);
  for (const { data } of answers) for (const facet of data?.facets ?? []) known.current.set(facet.field, facet);
  if (answers[0]?.data) attributes.current = answers[0].data.attributes;
  return {
    facets: known.current,
    attributes: attributes.current,
    countedOnly: answers.find(({ data }) => data?.is_approximate)?.data?.counted_entries ?? null,
    isLoading: answers.some(({ isFetching }) => isFetching),
    error: answers.find(({ error }) => error)?.error ?? null,
    retry: () => answers.forEach(({ error, refetch }) => error && void refetch()),
  };
}
