import type { Evidence, RangeFacts } from "./evidence.ts";
import type { Measure } from "./measure.ts";
import { RANGE_Z } from "./measure.ts";
import type { NamedCounts, NamedDeparture } from "./named-counts.ts";
import { serviceEvidence } from "./service-evidence.ts";
import { templateEvidence } from "./template-evidence.ts";
import { markUnusual } from "./unusual-stretches.ts";
import { type Departure, WINDOW_FEATURES } from "./window-features.ts";
import { isolatedAmong } from "./window-isolation.ts";
import { countMeasure, rateMeasure, varietyMeasure } from "./window-measures.ts";

const COLUMNS = WINDOW_FEATURES.length;
const TOTAL = WINDOW_FEATURES.indexOf("total_count");
const ERROR_RATE = WINDOW_FEATURES.indexOf("error_rate");
const SERVICES = WINDOW_FEATURES.indexOf("unique_services");

export interface JudgeOptions {
  readonly windowMs?: number;
  readonly isFirstPartial?: boolean;
  readonly isLastPartial?: boolean;
  readonly templates?: NamedCounts;
  readonly services?: NamedCounts;
  readonly rest?: () => void;
}

/** Longer than this an unusual level is a regime: a weekend, a working day. */
const LONGEST_MS = 7 * 3_600_000;
const LONGEST_SHARE = 0.3;

/** Where most windows are empty the usual is that of the others, and less of it is no sign: such logs pause anyway. */
export function factsOf(features: Float64Array, windowCount: number, options: JudgeOptions): RangeFacts {
  const { isFirstPartial = false, isLastPartial = false, windowMs = null, rest = () => undefined } = options;
  const isPartial = (window: number): boolean =>
    (window === 0 && isFirstPartial) || (window === windowCount - 1 && isLastPartial);
  const windows = Int32Array.from({ length: windowCount }, (_, window) => window);
  const whole = windows.filter((window) => !isPartial(window));
  const judged = whole.length === 0 ? windows : whole;
  const busy = judged.filter((window) => features[window * COLUMNS + TOTAL] > 0);
  const isSparse = busy.length > 0 && busy.length * 2 < judged.length;
  const share = Math.floor(LONGEST_SHARE * windowCount);
  return {
    windowCount,
    basis: isSparse ? busy : judged,
    isPartial,
    judgesFalls: !isSparse,
    windowMs,
    longest: windowMs === null ? share : Math.min(share, Math.floor(LONGEST_MS / windowMs)),
    rest,
  };
}

/** The measures of the features, in their order. What a partial window lacks is no departure. */
export function measureWindows(features: Float64Array, facts: RangeFacts): Measure[] {
  const columns = WINDOW_FEATURES.map((_name, column) =>
    Float64Array.from({ length: facts.windowCount }, (_, window) => features[window * COLUMNS + column]),
  );
  const entries = columns[TOTAL];
  const whole = countMeasure(entries, { ...facts, isWhole: true });
  const measures = columns.map((values, column) => {
    if (column === TOTAL) return whole;
    facts.rest();
    if (column === ERROR_RATE) return rateMeasure(values, entries, facts.basis);
    if (column === SERVICES) return varietyMeasure(values, entries, facts.basis);
    return countMeasure(values, { ...facts, ofWhole: whole.excursions });
  });
  for (const window of [0, facts.windowCount - 1]) {
    if (facts.isPartial(window)) for (const { z } of measures) z[window] = Math.max(0, z[window]);
  }
  return measures;
}

/** In a partial window what falls short of the usual is taken as usual; what exceeds it counts. */
export function completePartial(features: Float64Array, facts: RangeFacts, measures: readonly Measure[]): Float64Array {
  const completed = features.slice();
  for (const window of [0, facts.windowCount - 1]) {
    if (!facts.isPartial(window)) continue;
    measures.forEach((measure, column) => {
      const at = window * COLUMNS + column;
      if (column !== ERROR_RATE) completed[at] = Math.max(completed[at], measure.usualAt(window).usual);
    });
  }
  return completed;
}

export interface Explanation {
  readonly departures: readonly Departure[];
  readonly templates: readonly NamedDeparture[];
  readonly services: readonly NamedDeparture[];
}

export interface Judge {
  /** The windows that are isolated, and materially different from the usual, ascending. */
  readonly unusual: readonly number[];
  explain(window: number): Explanation;
}

/** One window alone must be this far from the usual, and a stretch of windows in sum. */
const CUT = 5;
const STRETCH_CUT = 4.5;
/** One service less in one window may be chance. */
const VARIETY_CUT = 5.5;
const LENGTHS = [1, 3, 7, 15];

export function judgeWindows(
  measures: readonly Measure[],
  facts: RangeFacts,
  options: JudgeOptions & { seed: number },
): Judge {
  const { judgesFalls, windowMs } = facts;
  const unusual = measures.map((measure, column) => {
    facts.rest();
    if (column === SERVICES)
      return markUnusual(measure, {
        lengths: [1, 3],
        cut: VARIETY_CUT,
        stretchCut: VARIETY_CUT,
        judgesFalls,
        windowMs,
      });
    const lengths = column === ERROR_RATE ? [1] : LENGTHS;
    return markUnusual(measure, { lengths, cut: CUT, stretchCut: STRETCH_CUT, judgesFalls, windowMs });
  });
  const templates = options.templates === undefined ? null : templateEvidence(options.templates, facts);
  const services = options.services === undefined ? null : serviceEvidence(options.services, facts);
  const evidence = [templates, services].filter((each) => each !== null);
  const all = [...unusual.map(({ marks }) => marks), ...evidence.map((each) => each.marks)];
  const marked = Array.from({ length: facts.windowCount }, (_, window) => window).filter((window) =>
    all.some((each) => each[window] === 1),
  );
  const distances = [
    ...unusual.map((each) => each.distances),
    ...evidence.map((each) => farthest(each, facts.windowCount)),
  ];
  return {
    unusual: isolatedAmong(marked, distances, { seed: options.seed, rest: facts.rest }),
    explain: (window) => ({
      departures: departuresOf(window, measures, judgesFalls),
      templates: rankedAt(templates, window),
      services: rankedAt(services, window),
    }),
  };
}

/** The rank of each window's farthest departure. */
function farthest({ departures }: Evidence, windowCount: number): Float64Array {
  const ranks = new Float64Array(windowCount);
  for (const [window, found] of departures) ranks[window] = Math.max(...found.map(({ rank }) => rank));
  return ranks;
}

/** Features that left their usual range, and whose distance from the usual matters, farthest first. */
function departuresOf(window: number, measures: readonly Measure[], judgesFalls: boolean): Departure[] {
  return WINDOW_FEATURES.flatMap((feature, column) => {
    const measure = measures[column];
    const z = measure.z[window];
    const isUnusual = z > RANGE_Z || (judgesFalls && z < -RANGE_Z);
    if (!isUnusual || !measure.isMaterial(window, window + 1)) return [];
    return [{ feature, value: measure.values[window], ...measure.usualAt(window), z }];
  }).sort((a, b) => Math.abs(b.z) - Math.abs(a.z));
}

const MAX_NAMED = 10;

function rankedAt(evidence: Evidence | null, window: number): NamedDeparture[] {
  const found = evidence?.departures.get(window) ?? [];
  return found
    .toSorted((a, b) => b.rank - a.rank)
    .slice(0, MAX_NAMED)
    .map(({ key, change, count, usual }) => ({ key, change, count, usual }));
}
