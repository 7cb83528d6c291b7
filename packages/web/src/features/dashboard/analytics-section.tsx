import { useQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import { clustersQuery, windowsQuery } from "../../api/analytics.ts";
import { describeError } from "../../api/api-error.ts";
import type { Scope } from "../../api/scope.ts";
import { useRuns } from "../../api/use-runs.ts";
import { anomalyScoreDistribution, anomalyScoreTimeline } from "../../charts/anomaly-scores.ts";
import { ChartCard } from "../../charts/chart-card.tsx";
import type { ChartSpec, Interval, Selection } from "../../charts/chart-spec.ts";
import { errorRate } from "../../charts/error-rate.ts";
import { logComposition } from "../../charts/log-composition.ts";
import { serviceActivity } from "../../charts/service-activity.ts";
import { topErrorClusters } from "../../charts/top-error-clusters.ts";
import { useZone } from "../../ui/display-zone.tsx";
import { EmptyState, ErrorState, Skeleton } from "../../ui/states.tsx";
import { RunPanel } from "./run-panel.tsx";

const WINDOW_POINTS = 180;
const TOP_CLUSTERS = { offset: 0, limit: 10 };

interface AnalyticsSectionProps {
  scope: Scope;
  onSelect: (selection: Selection) => void;
  onRange: (range: Interval) => void;
}

/** The six charts that a run of the analytics gives, and the run itself. */
export function AnalyticsSection({ scope, onSelect, onRange }: AnalyticsSectionProps) {
  const { zone } = useZone();
  const runs = useRuns();
  const windows = useQuery(windowsQuery(scope, WINDOW_POINTS));
  const clusters = useQuery(clustersQuery(TOP_CLUSTERS));
  const error = windows.error ?? clusters.error;
  const hasResults = windows.data !== undefined && windows.data.run_id !== null;
  const specs: ChartSpec[] =
    hasResults && clusters.data
      ? [
          anomalyScoreTimeline(windows.data, zone),
          errorRate(windows.data, zone),
          logComposition(windows.data, zone),
          anomalyScoreDistribution(windows.data),
          topErrorClusters(clusters.data.items),
          serviceActivity(windows.data, zone),
        ]
      : [];
  const retry = () => void Promise.all([runs.refetch(), windows.refetch(), clusters.refetch()]);
  return (
    <>
      <RunPanel scope={scope} runs={runs.data} hasResults={hasResults} />
      {error && specs.length === 0 ? (
        <div className="card dashboard__wide">
          <ErrorState
            title="The results of the analytics could not be loaded"
            {...describeError(error)}
            onRetry={retry}
          />
        </div>
      ) : !windows.data || !clusters.data ? (
        [1, 2].map((card) => <Skeleton key={card} height={372} style={{ gridColumn: "span 6" }} />)
      ) : (
        specs.map((spec) => (
          <ChartCard
            key={spec.name}
            spec={spec}
            onSelect={onSelect}
            onRange={onRange}
            empty={<NotHere spec={spec} />}
          />
        ))
      )}
    </>
  );
}

function NotHere({ spec }: { spec: ChartSpec }) {
  const title =
    spec.name === "Top Error Clusters" ? "The run found no errors" : "The last run has no window in this range";
  return <EmptyState icon={<SearchX size={22} />} title={title} />;
}
