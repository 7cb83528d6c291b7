import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { FolderUp, SearchX } from "lucide-react";
import { scopeOf, type Scope } from "../../api/scope.ts";
import { sessionQuery } from "../../api/session.ts";
import { Button, buttonClass } from "../../ui/button.tsx";
import { countOf } from "../../ui/format-number.ts";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { isFiltered, NO_FILTERS, type ExplorerSearch } from "./explorer-search.ts";
import type { ChangeSearch } from "./use-explorer.ts";

interface NoEntriesProps {
  search: ExplorerSearch & Scope;
  total: number;
  change: ChangeSearch;
}

export function NoEntries({ search, total, change }: NoEntriesProps) {
  const { data: user } = useQuery(sessionQuery);
  const icon = <SearchX size={22} />;
  if (total > 0) {
    const title = `This page is past the end: ${countOf(total, "entry matches", "entries match")}`;
    return (
      <EmptyState
        icon={icon}
        title={title}
        action={<Button onClick={() => change({ page: undefined })}>Go to the first page</Button>}
      />
    );
  }
  const isScoped = Object.values(scopeOf(search)).some((value) => value !== undefined);
  if (isFiltered(search) || isScoped) {
    const everything = { ...NO_FILTERS, range: undefined, start: undefined, end: undefined, file: undefined };
    return (
      <EmptyState
        icon={icon}
        title="No entries match"
        action={<Button onClick={() => change(everything)}>Show all entries</Button>}
      >
        Nothing in this time range and file has all of these filters.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<FolderUp size={22} />}
      title="No logs yet"
      action={
        user?.role === "admin" && (
          <Link to="/files" className={buttonClass("primary")}>
            Upload files
          </Link>
        )
      }
    >
      {user?.role !== "admin" && "An admin uploads them; they appear here at once."}
    </EmptyState>
  );
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
