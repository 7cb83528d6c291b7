import { clusterErrors, findWindowAnomalies, WINDOW_FEATURES } from "@faultline/analytics";
import type { ErrorShape, RunResults, WindowCounts, WindowFeatures } from "@faultline/storage";

export interface AnalysisInput {
  readonly windows: readonly WindowCounts[];
  readonly windowSeconds: number;
  /** The data begins or ends within the first or last window. */
  readonly isFirstPartial: boolean;
  readonly isLastPartial: boolean;
  readonly errorShapes: readonly ErrorShape[];
  /** The share of windows to flag; absent: those that differ materially from the usual. */
  readonly contamination?: number | undefined;
}

export interface Analysis extends RunResults {
  /** Why no window could be judged, in one sentence. */
  readonly reason: string | null;
}

/** Any fixed number: the same data gives the same result. */
const SEED = 1;

/** Scores every window, flags the unusual ones, and groups the errors by wording. */
export function analyse(input: AnalysisInput): Analysis {
  const { windows, windowSeconds, isFirstPartial, isLastPartial, contamination } = input;
  const features = windows.map(featuresOf);
  const table = Float64Array.from(features.flatMap((each) => WINDOW_FEATURES.map((name) => each[name])));
  const options = { seed: SEED, isFirstPartial, isLastPartial };
  const { scores, findings, reason } = findWindowAnomalies(
    table,
    contamination === undefined ? options : { ...options, contamination },
  );
  const descriptions = new Map(findings.map(({ window, description }) => [window, description]));
  return {
    windows: windows.map(({ start }, i) => ({
      windowStart: new Date(start),
      windowEnd: new Date(Date.parse(start) + windowSeconds * 1000),
      score: scores[i]!,
      isAnomaly: descriptions.has(i),
      features: features[i]!,
      description: descriptions.get(i) ?? "",
    })),
    clusters: clustersOf(input.errorShapes),
    reason,
  };
}

function featuresOf(window: WindowCounts): WindowFeatures {
  const { totalCount, errorCount } = window;
  return {
    total_count: totalCount,
    error_count: errorCount,
    warn_count: window.warnCount,
    info_count: window.infoCount,
    debug_count: window.debugCount,
    error_rate: totalCount === 0 ? 0 : errorCount / totalCount,
    unique_services: window.uniqueServices,
  };
}

function clustersOf(shapes: readonly ErrorShape[]): RunResults["clusters"] {
  const clusters = clusterErrors(
    shapes.map(({ exampleMessage }) => exampleMessage),
    shapes.map(({ count }) => count),
    { seed: SEED },
  );
  return clusters.map(({ label, keywords, example, members, count }) => {
    const own = Array.from(members, (member) => shapes[member]!);
    return {
      label,
      exampleMessage: shapes[example]!.exampleMessage,
      count,
      keywords,
      shapes: own.map(({ shape }) => shape),
      firstSeen: earliest(own.flatMap(({ firstSeen }) => firstSeen ?? [])),
      lastSeen: latest(own.flatMap(({ lastSeen }) => lastSeen ?? [])),
    };
  });
}

function earliest(times: readonly string[]): Date | null {
  return times.length === 0 ? null : new Date(times.reduce((a, b) => (Date.parse(b) < Date.parse(a) ? b : a)));
}

function latest(times: readonly string[]): Date | null {
  return times.length === 0 ? null : new Date(times.reduce((a, b) => (Date.parse(b) > Date.parse(a) ? b : a)));
}
