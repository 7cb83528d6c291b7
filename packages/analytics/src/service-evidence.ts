import { type Evidence, EvidenceCollector, type RangeFacts } from "./evidence.ts";
import { dispersionOf } from "./count-scale.ts";
import { countMeasure } from "./window-measures.ts";
import { cellsByKey, denseCounts, type NamedCounts } from "./named-counts.ts";
import type { Measure } from "./measure.ts";
import { median } from "./percentile.ts";
import { UNUSUAL_Z } from "./usual-range.ts";

/** The services with most entries; of the others too little is expected to miss it. */
const MAX_SERVICES = 64;

/** Finds where services fall silent, and where they log more or less than they do. */
export function serviceEvidence(services: NamedCounts, facts: RangeFacts): Evidence {
  const evidence = new EvidenceCollector(facts.windowCount);
  const cells = cellsByKey(services);
  const largest = [...cells.keys()].filter((key) => cells[key].total > 0);
  largest.sort((a, b) => cells[b].total - cells[a].total || a - b);
  for (const key of largest.slice(0, MAX_SERVICES)) {
    facts.rest();
    const counts = denseCounts(cells[key], facts.windowCount);
    const measure = countMeasure(counts, facts);
    addChanges(key, measure, facts, evidence);
    if (facts.judgesFalls) addSilences(key, measure, facts, evidence);
  }
  return evidence;
}

function addChanges(key: number, measure: Measure, facts: RangeFacts, evidence: EvidenceCollector): void {
  const { values, z } = measure;
  for (let window = 0; window < z.length; window++) {
    const isFall = z[window] < 0;
    if (Math.abs(z[window]) <= UNUSUAL_Z || !measure.isMaterial(window, window + 1)) continue;
    if (isFall && (values[window] === 0 || !facts.judgesFalls || facts.isPartial(window))) continue;
    const { usual } = measure.usualAt(window);
    const change = isFall ? "fallen" : "surged";
    evidence.add(window, { key, change, count: values[window], usual, rank: Math.abs(z[window]) });
  }
}

/** −ln of the chance of a silence, over all its windows: one in 22,000. */
const LEAST_SURPRISE = 10;
/** No service's traffic varies less than by a fifth or so of itself. */
const LEAST_DISPERSION = 0.05;
/** So many windows before and after say what was to be expected: the shorter where a rhythm falls, the longer by chance. */
const SIDES = [15, 45];
/** So many silences like it are how the service works. */
const HABITUAL_SILENCES = 4;

/** The least that is usual on either side; half of it at an end of the range, where nothing shows that it would go on. */
function expectedAround(values: Float64Array, start: number, end: number): number {
  const sides = SIDES.flatMap((side) => [
    values.subarray(Math.max(0, start - side), start),
    values.subarray(end, Math.min(values.length, end + side)),
  ]).filter(({ length }) => length > 0);
  const least = Math.min(...sides.map(expectedIn));
  return start === 0 || end === values.length ? least / 2 : least;
}

/** The median, or the mean where the median rounds up; where it is none, the mean of which no burst is much (Tukey 1962). */
function expectedIn(values: Float64Array): number {
  const middle = median(values);
  const most = middle === 0 ? MOST_OF_FEW : Infinity;
  const mean = values.reduce((sum, value) => sum + Math.min(value, most), 0) / values.length;
  return middle === 0 ? mean : Math.min(middle, mean);
}

/** Where half of the counts are 0, one of thirty is more than this by chance; and their mean is below 1. */
const MOST_OF_FEW = 2;

interface Silence {
  readonly start: number;
  readonly end: number;
  readonly expected: number;
  readonly surprise: number;
}

function addSilences(key: number, { values }: Measure, facts: RangeFacts, evidence: EvidenceCollector): void {
  const silences = silencesOf(values);
  for (const silence of silences) {
    const { start, end, expected, surprise } = silence;
    if (end - start > facts.longest || start === 0) continue;
    const isUnusual = expected < 1 ? isUnusualOfFew : isUnusualOfMany;
    if (!isUnusual(silence, silences, facts)) continue;
    for (let window = start; window < end; window++) {
      if (facts.isPartial(window)) continue;
      evidence.marks[window] = 1;
      evidence.add(window, { key, change: "silent", count: 0, usual: expected, rank: surprise });
    }
  }
}

function isUnusualOfMany(silence: Silence, silences: readonly Silence[]): boolean {
  if (silence.surprise < LEAST_SURPRISE) return false;
  return silences.filter((other) => isAsLong(other, silence)).length - 1 < HABITUAL_SILENCES;
}

/**
 * Where few are expected, a silence of many windows begins in every other, and so has many chances. And what comes and goes is
 * silent most of the time: the silence must be the only one that is not chance.
 */
function isUnusualOfFew(silence: Silence, silences: readonly Silence[], { windowCount }: RangeFacts): boolean {
  if (silence.surprise < Math.log(windowCount * MAX_SERVICES) + 3) return false;
  const byChance = Math.log(windowCount) + 1;
  return silences.every((other) => other === silence || (other.surprise < byChance && !isAsLong(other, silence)));
}

function isAsLong(other: Silence, silence: Silence): boolean {
  return other.end - other.start >= (silence.end - silence.start) / 2;
}

function silencesOf(values: Float64Array): Silence[] {
  const dispersion = Math.max(LEAST_DISPERSION, dispersionOf(values));
  const silences: Silence[] = [];
  for (let start = 0; start < values.length; start++) {
    if (values[start] > 0) continue;
    let end = start;
    while (end < values.length && values[end] === 0) end++;
    const expected = expectedAround(values, start, end);
    silences.push({ start, end, expected, surprise: (end - start) * silenceSurprise(expected, dispersion) });
    start = end;
  }
  return silences;
}

/** −ln of the chance of 0 where the mean is m and the variance m + φ m²: ln(1 + φ m) / φ, which is m for φ = 0. */
function silenceSurprise(mean: number, dispersion: number): number {
  return dispersion < 1e-6 ? mean : Math.log1p(dispersion * mean) / dispersion;
}
