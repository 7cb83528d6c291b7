import { useQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import { scopeOf, type Scope } from "../../api/scope.ts";
import { sessionQuery } from "../../api/session.ts";
import { Button } from "../../ui/button.tsx";
import { NoLogs } from "../../ui/no-logs.tsx";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { isFiltered, NO_FILTERS, type ExplorerSearch } from "./explorer-search.ts";
import type { ChangeSearch } from "./use-explorer.ts";

interface NoEntriesProps {
  search: ExplorerSearch & Scope;
  change: ChangeSearch;
}

export function NoEntries({ search, change }: NoEntriesProps) {
  const { data: user } = useQuery(sessionQuery);
  const isScoped = Object.values(scopeOf(search)).some((value) => value !== undefined);
  if (isFiltered(search) || isScoped) {
    const everything = { ...NO_FILTERS, range: undefined, start: undefined, end: undefined, file: undefined };
    return (
      <EmptyState
        icon={<SearchX size={22} />}
        title="No entries match"
        action={<Button onClick={() => change(everything)}>Show all entries</Button>}
      >
        Nothing in this time range and file has all of these filters.
      </EmptyState>
    );
  }
  const isAdmin = user?.role === "admin";
  return <NoLogs isAdmin={isAdmin}>{!isAdmin && "An admin uploads them; they appear here at once."}</NoLogs>;
}

const WIDTHS = [62, 48, 80, 55, 71, 40, 66, 77, 52, 60, 45, 73, 58, 68];

export function EntryListSkeleton() {
  return (
    <div className="entry-list entry-list--loading" role="status" aria-label="Loading entries">
      {WIDTHS.map((width) => (
        <div key={width} className="entry-list__ghost">
          <Skeleton width={44} height={10} />
          <Skeleton width={150} height={10} />
          <Skeleton width={72} height={10} />
          <Skeleton width={`${width}%`} height={10} />
        </div>
      ))}
    </div>
  );
}
