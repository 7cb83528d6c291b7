import type { Facet } from "@faultline/contract";
import { useQuery } from "@tanstack/react-query";
import { fieldValuesQuery } from "../../api/fields.ts";
import { scopeOf, type Scope } from "../../api/scope.ts";
import { entryFilterOf, isReadable, type ExplorerSearch } from "./explorer-search.ts";
import { matchingRows, type FacetRow } from "./facet-fields.ts";
import { withoutField } from "./query-edit.ts";

/** The values of a field that match a text, rare ones too; nothing is asked while there is no text. */
export function useMatchingRows(
  search: ExplorerSearch & Scope,
  facet: Facet,
  text: string,
): { rows: FacetRow[]; isLoading: boolean; isFailed: boolean } {
  // As the facet is counted: without what the query says of the field.
  const filter = { ...entryFilterOf(search), q: withoutField(search.q, facet.field) };
  const found = useQuery({
    ...fieldValuesQuery(scopeOf(search), filter, facet.field, text),
    enabled: text !== "" && isReadable(search.q),
  });
  return {
    rows: matchingRows(facet, text, found.data ?? []),
    isLoading: found.isFetching,
    isFailed: found.isError,
  };
}
