import type { Cluster, ClusterPage } from "@faultline/contract";
import { TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { CircleCheck, Search, SearchX, Waypoints } from "lucide-react";
import { clustersQuery } from "../../api/analytics.ts";
import { describeError } from "../../api/api-error.ts";
import { useRuns } from "../../api/use-runs.ts";
import { Button, buttonClass } from "../../ui/button.tsx";
import { countOf } from "../../ui/format-number.ts";
import { Ago } from "../../ui/moment.tsx";
import { NotAnalysed } from "../../ui/not-analysed.tsx";
import { EmptyState, ErrorState, Skeleton } from "../../ui/states.tsx";
import { StaleNote } from "../../ui/stale-note.tsx";
import { ClusterCard } from "./cluster-card.tsx";
import { findClusters } from "./find-clusters.ts";
import "./clusters.css";

/** There are at most a few dozen. */
const ALL = { offset: 0, limit: 500 };
const route = getRouteApi("/frame/clusters");

export function ClustersPage() {
  const clusters = useQuery(clustersQuery(ALL));
  const runs = useRuns();
  const error = clusters.error ?? runs.error;
  const completed = runs.data?.find(({ status }) => status === "completed");
  const retry = () => void Promise.all([clusters.refetch(), runs.refetch()]);
  if (error && !clusters.data) {
    return <ErrorState title="The error clusters could not be loaded" {...describeError(error)} onRetry={retry} />;
  }
  if (!clusters.data || !runs.data) return <ClustersSkeleton />;
  if (clusters.data.total === 0) return <NoClusters hasRun={completed !== undefined} />;
  return (
    <div className="page clusters">
      {error && <StaleNote loadedAtMs={clusters.dataUpdatedAt} detail={error.message} onRetry={retry} />}
      <Found clusters={clusters.data} finishedAt={completed?.finished_at ?? null} />
    </div>
  );
}

function Found({ clusters, finishedAt }: { clusters: ClusterPage; finishedAt: string | null }) {
  const { find } = route.useSearch();
  const navigate = useNavigate();
  const change = (text: string) =>
    void navigate({ to: "/clusters", search: (previous) => ({ ...previous, find: text || undefined }), replace: true });
  const shown = findClusters(clusters.items, find ?? "");
  const total = clusters.items.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <div className="clusters__head">
        <p>
          {countOf(clusters.total, "group", "groups")} of {countOf(total, "error", "errors")}
          {finishedAt && (
            <>
              {" "}
              · found <Ago value={finishedAt} />
            </>
          )}
        </p>
        <TextInput
          aria-label="Find a cluster"
          placeholder="Find a cluster"
          leftSection={<Search size={15} aria-hidden="true" />}
          value={find ?? ""}
          maxLength={200}
          onChange={(event) => change(event.currentTarget.value)}
        />
      </div>
      {shown.length === 0 ? (
        <div className="card">
          <EmptyState
            icon={<SearchX size={22} />}
            title="No cluster has this in it"
            action={<Button onClick={() => change("")}>Show all</Button>}
          />
        </div>
      ) : (
        <ClusterGrid clusters={shown} total={total} />
      )}
    </>
  );
}

function ClusterGrid({ clusters, total }: { clusters: readonly Cluster[]; total: number }) {
  return (
    <ul className="clusters__grid" aria-label="Error clusters">
      {clusters.map((cluster) => (
        <ClusterCard key={cluster.id} cluster={cluster} total={total} />
      ))}
    </ul>
  );
}

function NoClusters({ hasRun }: { hasRun: boolean }) {
  const about = "A run groups the errors by what they say, so that a thousand of them are a handful to look at.";
  if (!hasRun) return <NotAnalysed icon={<Waypoints size={22} />}>{about}</NotAnalysed>;
  return (
    <div className="page-state">
      <EmptyState
        icon={<CircleCheck size={22} />}
        title="The last run found no errors"
        action={
          <Link to="/" className={buttonClass()}>
            Go to the dashboard
          </Link>
        }
      >
        {about}
      </EmptyState>
    </div>
  );
}

function ClustersSkeleton() {
  return (
    <div className="page clusters" role="status" aria-label="Loading the error clusters">
      <Skeleton width={220} height={20} />
      <div className="clusters__grid">
        {[1, 2, 3, 4].map((card) => (
          <Skeleton key={card} height={230} />
        ))}
      </div>
    </div>
  );
}
