import { EntryPanel } from "./entry-panel.tsx";
import { FacetSide } from "./facet-side.tsx";
import { QueryBar } from "./query-bar.tsx";
import { useHighlightTerms } from "./marked-text.tsx";
import { Results } from "./results.tsx";
import { useEntryList } from "./use-entry-list.ts";
import { useExplorer } from "./use-explorer.ts";
import { useFacetsShown } from "./use-facets-shown.ts";
import { VolumeHistogram } from "./volume-histogram.tsx";
import "./explorer.css";

export function ExplorerPage() {
  const { search, change } = useExplorer();
  const list = useEntryList(search, change);
  const terms = useHighlightTerms(search.q);
  const { record } = search;
  const facets = useFacetsShown(record !== undefined);
  const { areRowsThere } = list;
  const isQueryWrong = list.mistake !== undefined;
  return (
    <div className="explorer" data-open={record !== undefined || undefined} data-facets={facets.isBeside || undefined}>
      <FacetSide
        search={search}
        change={change}
        shown={facets}
        areRowsThere={areRowsThere}
        isQueryWrong={isQueryWrong}
      />
      <div className="explorer__main">
        <QueryBar
          search={search}
          change={change}
          refused={list.refused}
          areFacetsShown={facets.isShown}
          onFacets={facets.toggle}
        />
        <VolumeHistogram search={search} change={change} areRowsThere={areRowsThere} isQueryWrong={isQueryWrong} />
        <Results search={search} change={change} list={list} terms={terms} />
      </div>
      {record !== undefined && (
        <EntryPanel key={record} id={record} list={list} search={search} change={change} terms={terms} />
      )}
    </div>
  );
}
