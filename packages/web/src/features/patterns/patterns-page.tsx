import type { TemplatePage } from "@faultline/contract";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { SearchX, Shapes } from "lucide-react";
import { describeError } from "../../api/api-error.ts";
import type { Scope } from "../../api/scope.ts";
import { sessionQuery } from "../../api/session.ts";
import { templatesQuery } from "../../api/templates.ts";
import { useRuns } from "../../api/use-runs.ts";
import { useScope } from "../../api/use-scope.ts";
import { Button } from "../../ui/button.tsx";
import { countOf } from "../../ui/format-number.ts";
import { NoLogs } from "../../ui/no-logs.tsx";
import { NothingInScope } from "../../ui/nothing-in-scope.tsx";
import { Pager } from "../../ui/pager.tsx";
import { EmptyState, ErrorState, Skeleton } from "../../ui/states.tsx";
import { StaleNote } from "../../ui/stale-note.tsx";
import { PatternFilters } from "./pattern-filters.tsx";
import { PatternList } from "./pattern-list.tsx";
import { PAGE_SIZE, type PatternsSearch } from "./patterns-search.ts";
import "../../ui/row-list.css";
import "./patterns.css";

const route = getRouteApi("/frame/patterns");
const TYPING_PAUSE_MS = 250;

export function PatternsPage() {
  const scope = useScope();
  const search = route.useSearch();
  useRuns();
  const { page = 1, sort, level, find } = search;
  const [q] = useDebouncedValue(find, TYPING_PAUSE_MS);
  const filter = { q, sort, level, new: search.new && ("true" as const) };
  const patterns = useQuery(templatesQuery(scope, filter, { offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE }));
  const { data, error, refetch } = patterns;
  const retry = () => void refetch();
  const navigate = useNavigate({ from: "/patterns" });
  const go = (to: number) =>
    void navigate({ search: (previous) => ({ ...previous, page: to === 1 ? undefined : to, open: undefined }) });
  if (error && !data) {
    return <ErrorState title="The patterns could not be loaded" {...describeError(error)} onRetry={retry} />;
  }
  if (!data) return <PatternsSkeleton />;
  const isNarrowed = level !== undefined || find !== undefined || search.new !== undefined;
  if (data.entries === 0 && !isNarrowed) return <NoPatterns scope={scope} />;
  return (
    <div className="page patterns">
      {error && <StaleNote loadedAtMs={patterns.dataUpdatedAt} detail={error.message} onRetry={retry} />}
      <PatternFilters search={search} summary={summaryOf(data)} />
      <section className="card" aria-label="Patterns" data-loading={patterns.isPlaceholderData || undefined}>
        {data.total === 0 ? <NothingFits search={search} /> : <PatternList patterns={data} search={search} />}
        {data.total > data.items.length && <Pager of={data} pageSize={PAGE_SIZE} page={page} onPage={go} />}
      </section>
    </div>
  );
}

function summaryOf({ total, entries, is_complete }: TemplatePage): string {
  const kinds = `${is_complete ? "" : "More than "}${countOf(total, "pattern", "patterns")}`;
  return `${kinds} in ${countOf(entries, "entry", "entries")}`;
}

function NothingFits({ search }: { search: PatternsSearch }) {
  const navigate = useNavigate({ from: "/patterns" });
  const showAll = () => void navigate({ search: ({ sort }) => ({ sort }), replace: true });
  const isOnlyNew = search.new && search.find === undefined && search.level === undefined;
  return (
    <EmptyState
      icon={<SearchX size={22} />}
      title={isOnlyNew ? "No pattern is new in this range" : "No pattern fits"}
      action={<Button onClick={showAll}>Show all</Button>}
    >
      {isOnlyNew && "A pattern is new if it is first seen in the chosen range, and there are entries from before it."}
    </EmptyState>
  );
}

function NoPatterns({ scope }: { scope: Scope }) {
  const { data: user } = useQuery(sessionQuery);
  const about = "Messages that one statement wrote are one pattern here, with what differs between them left out.";
  const isNarrowed = Object.values(scope).some((value) => value !== undefined);
  return (
    <div className="page-state">
      {isNarrowed ? (
        <NothingInScope icon={<Shapes size={22} />} page="/patterns">
          {about}
        </NothingInScope>
      ) : (
        <NoLogs isAdmin={user?.role === "admin"}>{about}</NoLogs>
      )}
    </div>
  );
}

function PatternsSkeleton() {
  return (
    <div className="page patterns" role="status" aria-label="Loading the patterns">
      <Skeleton width={260} height={32} />
      <div className="card rows-skeleton">
        {[1, 2, 3, 4, 5, 6, 7, 8].map((row) => (
          <Skeleton key={row} height={40} />
        ))}
      </div>
    </div>
  );
}
