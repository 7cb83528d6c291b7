import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import type { LogEntry } from "@faultline/contract";
import { describeError } from "../../api/api-error.ts";
import { entriesQuery } from "../../api/entries.ts";
import { scopeOf } from "../../api/scope.ts";
import { ErrorState } from "../../ui/states.tsx";
import { StaleNote } from "../../ui/stale-note.tsx";
import { EntryList } from "./entry-list.tsx";
import { EntryPanel, MissingEntryPanel } from "./entry-panel.tsx";
import { entryFilterOf, pageOf } from "./explorer-search.ts";
import { FilterBar } from "./filter-bar.tsx";
import { LevelChips } from "./level-chips.tsx";
import { EntryListSkeleton, NoEntries } from "./no-entries.tsx";
import { Pager } from "./pager.tsx";
import { useExplorer } from "./use-explorer.ts";
import { VolumeHistogram } from "./volume-histogram.tsx";
import "./explorer.css";
import "./entry-list.css";

export function ExplorerPage() {
  const { search, change } = useExplorer();
  const page = pageOf(search);
  const entries = useQuery(entriesQuery(scopeOf(search), entryFilterOf(search), page));
  const { data } = entries;
  const open = useOpenEntry(data?.items, search.record);

  return (
    <div className="explorer" data-open={search.record !== undefined || undefined}>
      <div className="explorer__main">
        <FilterBar search={search} change={change} />
        <LevelChips search={search} change={change} />
        <VolumeHistogram search={search} change={change} />
        {entries.error && data && (
          <StaleNote
            loadedAtMs={entries.dataUpdatedAt}
            detail={entries.error.message}
            onRetry={() => void entries.refetch()}
          />
        )}
        <section className="card explorer__results" aria-label="Results" aria-busy={entries.isFetching}>
          {entries.error && !data ? (
            <ErrorState
              title="The entries could not be loaded"
              {...describeError(entries.error)}
              onRetry={() => void entries.refetch()}
            />
          ) : !data ? (
            <EntryListSkeleton />
          ) : data.items.length === 0 ? (
            <NoEntries search={search} total={data.total} change={change} />
          ) : (
            <EntryList
              items={data.items}
              firstNumber={data.offset + 1}
              total={data.total}
              search={search}
              change={change}
              stale={entries.isPlaceholderData}
            />
          )}
          {data && <Pager total={data.total} page={page} change={change} />}
        </section>
      </div>
      {search.record !== undefined &&
        (open ? (
          <EntryPanel key={open.id} entry={open} change={change} />
        ) : (
          data && !entries.isPlaceholderData && <MissingEntryPanel change={change} />
        ))}
    </div>
  );
}

/** The open entry. Once seen it stays open while the results around it change. */
function useOpenEntry(items: readonly LogEntry[] | undefined, id: number | undefined): LogEntry | undefined {
  const seen = useRef<LogEntry>(undefined);
  const found = items?.find((entry) => entry.id === id);
  if (found) seen.current = found;
  return found ?? (seen.current?.id === id ? seen.current : undefined);
}
