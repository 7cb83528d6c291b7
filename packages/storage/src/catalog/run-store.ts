import type { Page } from "../events/event-store.ts";
import type { PageOf } from "./page-of.ts";

export type RunStatus = "queued" | "running" | "completed" | "failed" | "cancelled";
export type RunStage = "queued" | "counting" | "templates" | "windows" | "clusters" | "storing";

/** What a run was asked to look at; null is everything, or the default. */
export interface RunScope {
  readonly rangeStart: Date | null;
  readonly rangeEnd: Date | null;
  readonly fileIds: readonly number[] | null;
  readonly services: readonly string[] | null;
  readonly contamination: number | null;
  /** As asked for; of a run that has counted, as it was chosen. */
  readonly windowSeconds: number | null;
}

export interface NewRun extends RunScope {
  readonly trigger: "request" | "ingestion";
  readonly requestedBy: number | null;
}

export interface AnalyticsRun extends NewRun {
  readonly id: number;
  readonly status: RunStatus;
  /** Null once it has ended. */
  readonly stage: RunStage | null;
  /** 0–1 */
  readonly progress: number;
  /** Of the stages that are over, in milliseconds. */
  readonly durationsMs: Readonly<Partial<Record<RunStage, number>>>;
  /** The range that the windows cover. */
  readonly analysedStart: Date | null;
  readonly analysedEnd: Date | null;
  readonly windowCount: number;
  readonly anomalyCount: number;
  readonly clusterCount: number;
  /** In the windows. */
  readonly entryCount: number;
  /** Why there is no result, or what went wrong. */
  readonly detail: string | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

export interface WindowFeatures {
  readonly total_count: number;
  readonly error_count: number;
  readonly warn_count: number;
  readonly info_count: number;
  readonly debug_count: number;
  readonly error_rate: number;
  readonly unique_services: number;
}

/** Scored windows, column by column: entry i of each is of the window that begins i · windowSeconds after `start`. */
export interface WindowColumns {
  readonly start: Date;
  readonly windowSeconds: number;
  /** 0–1, higher is more anomalous. */
  readonly score: Float64Array;
  /** 1 where the window was flagged. */
  readonly isAnomaly: Uint8Array;
  readonly totalCount: Float64Array;
  readonly errorCount: Float64Array;
  readonly warnCount: Float64Array;
  readonly infoCount: Float64Array;
  readonly debugCount: Float64Array;
  readonly uniqueServices: Float64Array;
}

interface Behaviour {
  readonly change: "new" | "surged" | "fallen" | "silent";
  readonly count: number;
  readonly usual: number;
}

/** What shows that a window is unusual. */
export interface AnomalyEvidence {
  readonly departures: readonly {
    readonly feature: keyof WindowFeatures;
    readonly value: number;
    readonly usual: number;
    readonly low: number;
    readonly high: number;
    readonly z: number;
  }[];
  readonly services: readonly ({ readonly service: string } & Behaviour)[];
  readonly templates: readonly ({ readonly id: string | null; readonly text: string } & Behaviour)[];
  readonly exampleEntryIds: readonly number[];
}

/** A flagged window. */
export interface Anomaly {
  readonly id: number;
  readonly runId: number;
  readonly windowStart: Date;
  readonly windowEnd: Date;
  /** 0–1, higher is more anomalous. */
  readonly score: number;
  readonly features: WindowFeatures;
  readonly description: string;
  readonly evidence: AnomalyEvidence;
  readonly createdAt: Date;
}

export interface ErrorCluster {
  readonly id: number;
  readonly runId: number;
  readonly label: string;
  readonly exampleMessage: string;
  readonly count: number;
  readonly keywords: readonly string[];
  /** The shapes in the cluster, 64-bit hashes in decimal. */
  readonly shapes: readonly string[];
  readonly firstSeen: Date | null;
  readonly lastSeen: Date | null;
  readonly breakdown: ClusterBreakdown;
  readonly createdAt: Date;
}

/** How the entries of a cluster spread: services and templates by count, buckets oldest first with the quiet ones. */
export interface ClusterBreakdown {
  readonly services: readonly { readonly service: string; readonly count: number }[];
  readonly templates: readonly { readonly id: string; readonly text: string; readonly count: number }[];
  readonly timeline: {
    readonly bucketSeconds: number;
    readonly buckets: readonly { readonly start: string; readonly count: number }[];
  };
}

export interface RunResults extends Pick<AnalyticsRun, "analysedStart" | "analysedEnd" | "entryCount"> {
  /** Null where there is no entry with a timestamp. */
  readonly windows: WindowColumns | null;
  /** The most anomalous of the flagged windows, or all. */
  readonly anomalies: readonly Omit<Anomaly, "id" | "runId" | "createdAt">[];
  readonly clusters: readonly Omit<ErrorCluster, "id" | "runId" | "createdAt">[];
}

export interface TimeRange {
  readonly start?: Date | undefined;
  readonly end?: Date | undefined;
}

export interface RunStore {
  create(run: NewRun): Promise<AnalyticsRun>;
  findById(id: number): Promise<AnalyticsRun | null>;
  /** Newest first. */
  list(page: Page): Promise<PageOf<AnalyticsRun>>;
  /** The completed run whose results are shown. */
  findLatest(): Promise<AnalyticsRun | null>;
  /** The latest to begin of the completed runs over everything: neither a range nor files nor services were chosen. */
  findLatestWhole(): Promise<AnalyticsRun | null>;
  /** False if the run has ended meanwhile: it was cancelled. */
  markRunning(id: number): Promise<boolean>;
  /** False if the run has ended meanwhile: it was cancelled. */
  advance(id: number, to: Pick<AnalyticsRun, "stage" | "progress" | "durationsMs">): Promise<boolean>;
  /**
   * Stores the results and then marks the run completed, before which readers see none of it; of earlier runs only the
   * latest few keep their results. False, and nothing stored, if the run has ended meanwhile. Before each statement `giveWay`
   * is awaited: an embedded catalog answers nobody else during one.
   */
  complete(id: number, results: RunResults, detail: string | null, giveWay?: () => Promise<void>): Promise<boolean>;
  fail(id: number, detail: string): Promise<void>;
  /** False if it has ended already. */
  cancel(id: number): Promise<boolean>;
  /** Puts a run that is queued or under way back in line, as if it had never begun. */
  requeue(id: number): Promise<void>;
  /**
   * What this node left when it ended. Runs that were under way become failed with this detail, since one that ended the
   * process might do so again; those in line are returned, oldest first.
   */
  takeUp(detail: string): Promise<AnalyticsRun[]>;
  /** Windows flagged by the latest completed run, most anomalous first. */
  listAnomalies(range: TimeRange, page: Page): Promise<PageOf<Anomaly>>;
  /** Windows of a completed run that touch the range; null if it has none, or has them no more. */
  findWindows(runId: number, range: TimeRange): Promise<WindowColumns | null>;
  /** Clusters of the latest completed run, largest first. */
  listClusters(page: Page): Promise<PageOf<ErrorCluster>>;
  findCluster(id: number): Promise<ErrorCluster | null>;
}
