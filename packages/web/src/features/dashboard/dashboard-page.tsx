import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { SearchX } from "lucide-react";
import { describeError } from "../../api/api-error.ts";
import { scopeOf, type Scope } from "../../api/scope.ts";
import { summaryQuery, timelineQuery } from "../../api/stats.ts";
import { useScope } from "../../api/use-scope.ts";
import { ChartCard } from "../../charts/chart-card.tsx";
import { prepareCharts } from "../../charts/use-chart-canvas.ts";
import type { ChartSpec, Interval, Selection } from "../../charts/chart-spec.ts";
import { levelBreakdown } from "../../charts/level-breakdown.ts";
import { severityRadar } from "../../charts/severity-radar.ts";
import { topServices } from "../../charts/top-services.ts";
import { volumeTimeline } from "../../charts/volume-timeline.ts";
import { useZone } from "../../ui/display-zone.tsx";
import { EmptyState, ErrorState } from "../../ui/states.tsx";
import { StaleNote } from "../../ui/stale-note.tsx";
import { AnalyticsSection } from "./analytics-section.tsx";
import { DashboardSkeleton } from "./dashboard-skeleton.tsx";
import { DenseNote } from "./dense-note.tsx";
import { NoData } from "./no-data.tsx";
import { StatCards } from "./stat-cards.tsx";
import "./dashboard.css";

prepareCharts();

const TIMELINE_BUCKETS = 120;

export function DashboardPage() {
  const scope = useScope();
  const { zone } = useZone();
  const { open, zoom } = useWaysOut(scope);
  const summary = useQuery(summaryQuery(scope));
  const timeline = useQuery(timelineQuery(scope, TIMELINE_BUCKETS));
  const error = summary.error ?? timeline.error;

  // What was seen last stays on screen when a refresh fails; without anything to show, the failure is the page.
  const retry = () => void Promise.all([summary.refetch(), timeline.refetch()]);
  if (error && !(summary.data && timeline.data)) {
    return <ErrorState title="The dashboard could not be loaded" {...describeError(error)} onRetry={retry} />;
  }
  if (!summary.data || !timeline.data) return <DashboardSkeleton />;
  if (summary.data.total_entries === 0) {
    return (
      <div className="page-state">
        <NoData scope={scope} hasFiles={summary.data.total_files > 0} />
      </div>
    );
  }
  const specs: ChartSpec[] = [
    volumeTimeline(timeline.data, zone),
    levelBreakdown(summary.data),
    topServices(summary.data),
    severityRadar(summary.data),
  ];
  return (
    <div className="page dashboard">
      {error && <StaleNote loadedAtMs={summary.dataUpdatedAt} detail={error.message} onRetry={retry} />}
      <DenseNote scope={scope} timeline={timeline.data} onZoom={zoom} />
      <StatCards scope={scope} summary={summary.data} timeline={timeline.data} />
      {specs.map((spec) => (
        <ChartCard
          key={spec.name}
          spec={spec}
          onSelect={open}
          onRange={zoom}
          empty={<NothingToChart name={spec.name} />}
        />
      ))}
      <AnalyticsSection scope={scope} onSelect={open} onRange={zoom} />
    </div>
  );
}

/** Into the explorer with what was clicked, and to a narrower range of the same page. */
function useWaysOut(scope: Scope) {
  const navigate = useNavigate();
  return {
    open: (selection: Selection) =>
      void navigate({ to: "/explore", search: { ...scopeOf(scope), ...pinned(scope, selection) } }),
    zoom: ({ start, end }: Interval) =>
      void navigate({ to: "/", search: (previous) => ({ ...previous, start, end, range: undefined }) }),
  };
}

/** A selection with times of its own replaces a relative range. */
function pinned(scope: Scope, selection: Selection) {
  return selection.start ? { ...selection, range: undefined } : { ...selection, range: scope.range };
}

function NothingToChart({ name }: { name: string }) {
  const missing =
    name === "Top Services" ? "No entry here names a service" : "No entry here carries what this chart counts";
  return <EmptyState icon={<SearchX size={22} />} title={missing} />;
}
