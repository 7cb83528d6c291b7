import {
  findWindowAnomalies,
  type NamedCounts,
  type NamedDeparture,
  WINDOW_FEATURES,
  type WindowFinding,
} from "@faultline/analytics";
import type { AnomalyEvidence, NamedWindowCounts, WindowCounts, WindowFeatures } from "@faultline/storage";

export interface WindowQuestion {
  readonly windows: WindowCounts;
  readonly windowSeconds: number;
  /** The data begins or ends within the first or last window. */
  readonly isFirstPartial: boolean;
  readonly isLastPartial: boolean;
  readonly services: NamedWindowCounts;
  /** FATAL, ERROR and WARNING entries by template. */
  readonly templates: NamedWindowCounts;
  /** The share of windows to flag; null: those that differ materially from the usual. */
  readonly contamination: number | null;
}

export interface WindowAnswer {
  readonly score: Float64Array;
  readonly isAnomaly: Uint8Array;
  /** Most anomalous first, at most {@link MAX_ANOMALIES}. */
  readonly anomalies: readonly FoundAnomaly[];
  /** Why no window could be judged, in one sentence. */
  readonly reason: string | null;
}

export interface FoundAnomaly extends Pick<AnomalyEvidence, "departures" | "services"> {
  readonly window: number;
  readonly score: number;
  readonly features: WindowFeatures;
  readonly description: string;
  readonly templates: readonly ({ readonly id: string } & Pick<NamedDeparture, "change" | "count" | "usual">)[];
}

/** Any fixed number: the same data gives the same result. */
export const SEED = 1;
/** More are flagged only if a large share is asked for, and no one reads so many. */
const MAX_ANOMALIES = 20_000;
/** Of services and of templates that explain one window. */
const MAX_NAMED = 10;

/** Scores every window, and flags the unusual ones. `rest` is called every few milliseconds. */
export function analyseWindows(question: WindowQuestion, rest?: () => void): WindowAnswer {
  const { windows, windowSeconds, isFirstPartial, isLastPartial, contamination, services, templates } = question;
  const { scores, findings, reason } = findWindowAnomalies(featureTable(windows), {
    seed: SEED,
    windowMs: windowSeconds * 1000,
    isFirstPartial,
    isLastPartial,
    services,
    templates,
    ...(contamination === null ? {} : { contamination }),
    ...(rest && { rest }),
  });
  const isAnomaly = new Uint8Array(windows.windowCount);
  for (const { window } of findings) isAnomaly[window] = 1;
  const most = findings.toSorted((a, b) => scores[b.window]! - scores[a.window]!).slice(0, MAX_ANOMALIES);
  return {
    score: scores,
    isAnomaly,
    anomalies: most.map((finding) => ({
      window: finding.window,
      score: scores[finding.window]!,
      features: featuresOf(windows, finding.window),
      description: finding.description,
      departures: finding.departures,
      ...namedIn(finding, services, templates),
    })),
    reason,
  };
}

function namedIn(finding: WindowFinding, services: NamedCounts, templates: NamedCounts) {
  return {
    services: finding.services.slice(0, MAX_NAMED).map(({ key, change, count, usual }) => ({
      service: services.names[key]!,
      change,
      count,
      usual,
    })),
    templates: finding.templates.slice(0, MAX_NAMED).map(({ key, change, count, usual }) => ({
      id: templates.names[key]!,
      change,
      count,
      usual,
    })),
  };
}

function featuresOf(windows: WindowCounts, window: number): WindowFeatures {
  const total = windows.totalCount[window]!;
  const errors = windows.errorCount[window]!;
  return {
    total_count: total,
    error_count: errors,
    warn_count: windows.warnCount[window]!,
    info_count: windows.infoCount[window]!,
    debug_count: windows.debugCount[window]!,
    error_rate: total === 0 ? 0 : errors / total,
    unique_services: windows.uniqueServices[window]!,
  };
}

function featureTable(windows: WindowCounts): Float64Array {
  const columnCount = WINDOW_FEATURES.length;
  const table = new Float64Array(windows.windowCount * columnCount);
  for (let window = 0; window < windows.windowCount; window++) {
    const features = featuresOf(windows, window);
    WINDOW_FEATURES.forEach((name, column) => (table[window * columnCount + column] = features[name]));
  }
  return table;
}
