import type { Anomaly, Cluster, Run } from "@faultline/contract";
import type { AnalyticsRun, ErrorCluster, ScoredWindow } from "@faultline/storage";

export function presentAnomaly(window: ScoredWindow): Anomaly {
  return {
    id: window.id,
    window_start: window.windowStart.toISOString(),
    window_end: window.windowEnd.toISOString(),
    score: window.score,
    features: { ...window.features },
    description: window.description,
    pipeline_run_id: window.runId,
    created_at: window.createdAt.toISOString(),
  };
}

export function presentCluster(cluster: ErrorCluster): Cluster {
  return {
    id: cluster.id,
    label: cluster.label,
    example_message: cluster.exampleMessage,
    count: cluster.count,
    keywords: cluster.keywords.join(", "),
    first_seen: cluster.firstSeen?.toISOString() ?? null,
    last_seen: cluster.lastSeen?.toISOString() ?? null,
    pipeline_run_id: cluster.runId,
    created_at: cluster.createdAt.toISOString(),
  };
}

export function presentRun(run: AnalyticsRun): Run {
  return {
    id: run.id,
    status: run.status,
    range_start: run.rangeStart?.toISOString() ?? null,
    range_end: run.rangeEnd?.toISOString() ?? null,
    window_count: run.windowCount,
    anomaly_count: run.anomalyCount,
    cluster_count: run.clusterCount,
    detail: run.detail,
    created_at: run.createdAt.toISOString(),
    started_at: run.startedAt?.toISOString() ?? null,
    finished_at: run.finishedAt?.toISOString() ?? null,
  };
}
