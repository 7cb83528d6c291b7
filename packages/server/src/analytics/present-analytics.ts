import type { Anomaly, Cluster, Run } from "@faultline/contract";
import type { AnalyticsRun, Anomaly as StoredAnomaly, ErrorCluster } from "@faultline/storage";

export function presentAnomaly({ evidence, ...anomaly }: StoredAnomaly): Anomaly {
  return {
    id: anomaly.id,
    window_start: anomaly.windowStart.toISOString(),
    window_end: anomaly.windowEnd.toISOString(),
    score: anomaly.score,
    features: { ...anomaly.features },
    description: anomaly.description,
    departures: [...evidence.departures],
    services: [...evidence.services],
    templates: [...evidence.templates],
    example_entry_ids: [...evidence.exampleEntryIds],
    pipeline_run_id: anomaly.runId,
    created_at: anomaly.createdAt.toISOString(),
  };
}

export function presentCluster({ breakdown, ...cluster }: ErrorCluster): Cluster {
  const { services, templates, timeline } = breakdown;
  return {
    id: cluster.id,
    label: cluster.label,
    example_message: cluster.exampleMessage,
    count: cluster.count,
    keywords: cluster.keywords.join(", "),
    first_seen: cluster.firstSeen?.toISOString() ?? null,
    last_seen: cluster.lastSeen?.toISOString() ?? null,
    services: [...services],
    templates: [...templates],
    timeline: { bucket_seconds: timeline.bucketSeconds, buckets: [...timeline.buckets] },
    pipeline_run_id: cluster.runId,
    created_at: cluster.createdAt.toISOString(),
  };
}

export function presentRun(run: AnalyticsRun): Run {
  return {
    id: run.id,
    status: run.status,
    stage: run.stage,
    progress: run.progress,
    trigger: run.trigger,
    range_start: run.rangeStart?.toISOString() ?? null,
    range_end: run.rangeEnd?.toISOString() ?? null,
    contamination: run.contamination,
    file_ids: run.fileIds && [...run.fileIds],
    services: run.services && [...run.services],
    window_seconds: run.windowSeconds,
    analysed_start: run.analysedStart?.toISOString() ?? null,
    analysed_end: run.analysedEnd?.toISOString() ?? null,
    window_count: run.windowCount,
    anomaly_count: run.anomalyCount,
    cluster_count: run.clusterCount,
    entry_count: run.entryCount,
    durations_ms: { ...run.durationsMs },
    detail: run.detail,
    error: run.status === "failed" ? run.detail : null,
    created_at: run.createdAt.toISOString(),
    started_at: run.startedAt?.toISOString() ?? null,
    finished_at: run.finishedAt?.toISOString() ?? null,
  };
}
