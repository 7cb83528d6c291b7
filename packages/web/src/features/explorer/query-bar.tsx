import { PanelLeft } from "lucide-react";
import type { Scope } from "../../api/scope.ts";
import { Button } from "../../ui/button.tsx";
import { ExportMenu } from "./export-menu.tsx";
import type { ExplorerSearch, QueryMistake } from "./explorer-search.ts";
import { QueryBox } from "./query-box.tsx";
import { QueryHelp } from "./query-help.tsx";
import { SavedSearches } from "./saved-searches.tsx";
import type { ChangeSearch } from "./use-explorer.ts";

interface QueryBarProps {
  search: ExplorerSearch & Scope;
  change: ChangeSearch;
  refused: QueryMistake | undefined;
  areFacetsShown: boolean;
  onFacets: () => void;
}

/** The query, and what can be done with it as a whole. */
export function QueryBar({ search, change, refused, areFacetsShown, onFacets }: QueryBarProps) {
  return (
    <div className="query-bar" role="search" aria-label="Filters">
      <Button
        className="query-bar__fields"
        aria-label={areFacetsShown ? "Hide fields" : "Show fields"}
        title={areFacetsShown ? "Hide fields" : "Show fields"}
        data-shown={areFacetsShown || undefined}
        onClick={onFacets}
      >
        <PanelLeft size={16} aria-hidden="true" /> <span>Fields</span>
      </Button>
      <QueryBox search={search} change={change} refused={refused}>
        <QueryHelp />
      </QueryBox>
      <SavedSearches search={search} change={change} />
      <ExportMenu search={search} />
    </div>
  );
}
