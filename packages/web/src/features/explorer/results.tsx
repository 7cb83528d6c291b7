import type { HighlightTerm } from "@faultline/logs";
import { SearchX } from "lucide-react";
import { useCallback, useState } from "react";
import { describeError } from "../../api/api-error.ts";
import type { Scope } from "../../api/scope.ts";
import { StaleNote } from "../../ui/stale-note.tsx";
import { EmptyState, ErrorState } from "../../ui/states.tsx";
import { EntryList } from "./entry-list.tsx";
import { describeMistake, type ExplorerSearch } from "./explorer-search.ts";
import { ListToolbar } from "./list-toolbar.tsx";
import { NewEntries } from "./new-entries.tsx";
import { EntryListSkeleton, NoEntries } from "./no-entries.tsx";
import type { EntryListState } from "./use-entry-list.ts";
import type { ChangeSearch } from "./use-explorer.ts";
import { TimeRail } from "./time-rail.tsx";
import { useListView } from "./use-list-view.ts";
import { useMoreEntries } from "./use-more-entries.ts";
import "./entry-list.css";
import "./entry-row.css";

interface ResultsProps {
  search: ExplorerSearch & Scope;
  change: ChangeSearch;
  list: EntryListState;
  terms: readonly HighlightTerm[];
}

/** The entries that match, or why there are none. */
export function Results(props: ResultsProps) {
  const { list, search, change } = props;
  const view = useListView(search, change);
  const [visible, setVisible] = useState({ first: 0, last: 0 });
  const onVisible = useCallback((first: number, last: number) => setVisible({ first, last }), []);
  const { entries, items } = list;
  return (
    <>
      {entries.error && items && (
        <StaleNote
          loadedAtMs={entries.dataUpdatedAt}
          detail={entries.error.message}
          onRetry={() => void entries.refetch()}
        />
      )}
      <section className="card explorer__results" aria-label="Results" aria-busy={entries.isFetching}>
        {items && <ListToolbar list={list} visible={visible} view={view} />}
        <NewEntries list={list} />
        {items && (items.length > 0 || list.hasNewer) ? (
          <div className="explorer__rows">
            {items.length > 0 ? (
              <EntryList {...props} items={items} view={view} onVisible={onVisible} />
            ) : (
              <NoRows {...props} />
            )}
            <TimeRail search={search} list={list} visible={visible} />
          </div>
        ) : (
          <NoRows {...props} />
        )}
      </section>
    </>
  );
}

function NoRows({ list, search, change }: ResultsProps) {
  const { entries, isEmpty } = list;
  const { mistake, refused } = list;
  useMoreEntries(list, 0, 0, 0);
  if (isEmpty) return <NoEntries search={search} change={change} />;
  if (mistake) {
    return (
      <EmptyState
        icon={<SearchX size={22} />}
        title={refused ? "The query cannot be answered" : "The query cannot be read yet"}
      >
        {describeMistake(mistake)}
      </EmptyState>
    );
  }
  if (entries.error) {
    return (
      <ErrorState
        title="The entries could not be loaded"
        {...describeError(entries.error)}
        onRetry={() => void entries.refetch()}
      />
    );
  }
  return <EntryListSkeleton />;
}
