import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { CircleCheck, SearchX, Siren } from "lucide-react";
import type { AnomalyPage, WindowSeries } from "@faultline/contract";
import { anomaliesQuery, windowsQuery } from "../../api/analytics.ts";
import { describeError } from "../../api/api-error.ts";
import { coverageNote } from "../../api/runs.ts";
import { scopeOf } from "../../api/scope.ts";
import { useRuns } from "../../api/use-runs.ts";
import { useScope } from "../../api/use-scope.ts";
import { anomalyScoreTimeline } from "../../charts/anomaly-scores.ts";
import { ChartCard } from "../../charts/chart-card.tsx";
import { prepareCharts } from "../../charts/use-chart-canvas.ts";
import { buttonClass } from "../../ui/button.tsx";
import { useZone } from "../../ui/display-zone.tsx";
import { countOf } from "../../ui/format-number.ts";
import { NotAnalysed } from "../../ui/not-analysed.tsx";
import { Pager } from "../../ui/pager.tsx";
import { EmptyState, ErrorState, Skeleton } from "../../ui/states.tsx";
import { StaleNote } from "../../ui/stale-note.tsx";
import { AnomalyList } from "./anomaly-list.tsx";
import { PAGE_SIZE } from "./anomalies-search.ts";
import "../../ui/row-list.css";
import "./anomalies.css";

prepareCharts();

const WINDOW_POINTS = 400;
const route = getRouteApi("/frame/anomalies");

export function AnomaliesPage() {
  const scope = useScope();
  const { page = 1 } = route.useSearch();
  const runs = useRuns();
  const windows = useQuery(windowsQuery(scope, WINDOW_POINTS));
  const anomalies = useQuery(anomaliesQuery(scope, { offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE }));
  const error = windows.error ?? anomalies.error;
  const retry = () => void Promise.all([windows.refetch(), anomalies.refetch()]);
  if (error && !(windows.data && anomalies.data)) {
    return <ErrorState title="The anomalies could not be loaded" {...describeError(error)} onRetry={retry} />;
  }
  if (!windows.data || !anomalies.data) return <AnomaliesSkeleton />;
  if (windows.data.run_id === null) {
    return (
      <NotAnalysed icon={<Siren size={22} />}>
        A run scores every window of time; those unlike the rest are listed here with what stands out in them.
      </NotAnalysed>
    );
  }
  const run = runs.data?.find(({ status }) => status === "completed");
  const note = run ? coverageNote(run, scope) : null;
  return (
    <div className="page anomalies">
      {note && <p className="card-subtitle">{note}</p>}
      {error && <StaleNote loadedAtMs={anomalies.dataUpdatedAt} detail={error.message} onRetry={retry} />}
      <Timeline windows={windows.data} />
      {anomalies.data.items.length === 0 ? (
        <div className="card">
          <NothingUnusual analysed={windows.data.total} />
        </div>
      ) : (
        <Results anomalies={anomalies.data} page={page} />
      )}
    </div>
  );
}

function Timeline({ windows }: { windows: WindowSeries }) {
  const { zone } = useZone();
  const scope = useScope();
  const navigate = useNavigate();
  return (
    <ChartCard
      spec={anomalyScoreTimeline(windows, zone)}
      onSelect={({ start, end }) =>
        void navigate({ to: "/explore", search: { ...scopeOf(scope), start, end, range: undefined } })
      }
      onRange={({ start, end }) =>
        void navigate({
          to: "/anomalies",
          search: (previous) => ({ ...previous, start, end, range: undefined, page: undefined, open: undefined }),
        })
      }
      empty={<EmptyState icon={<SearchX size={22} />} title="The last run has no window in this range" />}
    />
  );
}

function Results({ anomalies, page }: { anomalies: AnomalyPage; page: number }) {
  const navigate = useNavigate();
  const { items, total } = anomalies;
  const go = (to: number) =>
    void navigate({
      to: "/anomalies",
      search: (previous) => ({ ...previous, page: to === 1 ? undefined : to, open: undefined }),
    });
  return (
    <section className="card" aria-labelledby="unusual">
      <div className="anomalies__head">
        <h2 className="card-title" id="unusual">
          {countOf(total, "unusual window", "unusual windows")}
        </h2>
        <p className="card-subtitle">Most unusual first</p>
      </div>
      <AnomalyList items={items} />
      {total > PAGE_SIZE && <Pager of={anomalies} pageSize={PAGE_SIZE} page={page} onPage={go} />}
    </section>
  );
}

function NothingUnusual({ analysed }: { analysed: number }) {
  return (
    <EmptyState
      icon={<CircleCheck size={22} />}
      title="Nothing unusual here"
      action={
        <Link to="/" className={buttonClass()}>
          Go to the dashboard
        </Link>
      }
    >
      {analysed > 0
        ? `All ${countOf(analysed, "window", "windows")} of this range look like the others.`
        : "The last run covers no window of this range; run it anew, or choose another range."}
    </EmptyState>
  );
}

function AnomaliesSkeleton() {
  return (
    <div className="page anomalies" role="status" aria-label="Loading the anomalies">
      <Skeleton height={300} />
      <div className="card rows-skeleton">
        {[1, 2, 3, 4, 5].map((row) => (
          <Skeleton key={row} height={40} />
        ))}
      </div>
    </div>
  );
}
