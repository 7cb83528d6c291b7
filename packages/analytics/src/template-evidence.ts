import { type Evidence, EvidenceCollector, type RangeFacts } from "./evidence.ts";
import type { Measure } from "./measure.ts";
import { cellsByKey, denseCounts, type KeyCells, type NamedCounts } from "./named-counts.ts";
import { markUnusual } from "./unusual-stretches.ts";
import { UNUSUAL_Z } from "./usual-range.ts";
import { countMeasure } from "./window-measures.ts";

/** A template that is in such a share of the windows, its longest run apart, has a level that can be followed. */
const FREQUENT = 0.05;
/** The most frequent ones; the others are taken as rare. */
const MAX_FREQUENT = 64;
/** There are many templates, and so many chances. */
const FREQUENT_CUT = 5.5;

/** Finds where templates of errors and warnings surge, and where they are seen first and more than once or twice. */
export function templateEvidence(templates: NamedCounts, facts: RangeFacts): Evidence {
  const evidence = new EvidenceCollector(facts.windowCount);
  const cells = cellsByKey(templates);
  const keys = [...cells.keys()].filter((key) => cells[key].total > 0);
  keys.sort((a, b) => cells[b].total - cells[a].total || a - b);
  const leastSurprise = Math.log(facts.windowCount * keys.length) + 6;
  keys.forEach((key, rank) => {
    facts.rest();
    const runs = runsOf(cells[key]);
    const longest = runs.reduce(
      (most, { span, from, to }) => (span > facts.longest ? most : Math.max(most, to - from)),
      0,
    );
    const isFrequent = cells[key].windows.length - longest >= FREQUENT * facts.windowCount;
    if (isFrequent && rank < MAX_FREQUENT) addSurges(key, denseCounts(cells[key], facts.windowCount), facts, evidence);
    else addRuns(key, cells[key], runs, leastSurprise, facts, evidence);
  });
  return evidence;
}

function addSurges(key: number, counts: Float64Array, facts: RangeFacts, evidence: EvidenceCollector): void {
  const { windowMs } = facts;
  const measure: Measure = countMeasure(counts, facts);
  const { marks } = markUnusual(measure, {
    lengths: [1, 3, 7],
    cut: FREQUENT_CUT,
    stretchCut: FREQUENT_CUT,
    judgesFalls: false,
    windowMs,
  });
  for (let window = 0; window < counts.length; window++) {
    if (marks[window] === 1) evidence.marks[window] = 1;
    else if (measure.z[window] <= UNUSUAL_Z || !measure.isMaterial(window, window + 1)) continue;
    const { usual } = measure.usualAt(window);
    evidence.add(window, { key, change: "surged", count: counts[window], usual, rank: measure.z[window] });
  }
}

/** Windows with no more than so many others between them are of one run. */
const LARGEST_GAP = 3;
/** So many windows must be known before anything can be new. */
const LEAST_HISTORY = 8;
/** This much surprise explains a window that is flagged for another reason. */
const EXPLAINING_SURPRISE = 8;
/** Of a template that stays, its first windows are what is new. */
const NEWS_WINDOWS = 3;

interface Run {
  /** Positions in the cells. */
  readonly from: number;
  readonly to: number;
  readonly span: number;
  readonly size: number;
}

function addRuns(
  key: number,
  cells: KeyCells,
  runs: readonly Run[],
  leastSurprise: number,
  facts: RangeFacts,
  evidence: EvidenceCollector,
): void {
  const whole = runs.reduce((sum, { size }) => sum + size, 0);
  for (const run of runs) {
    // What a range begins with is not new to it, but it is much where it hardly comes again.
    const isBeginning = cells.windows[run.from] < LEAST_HISTORY;
    if (isBeginning && run.span > facts.longest) continue;
    // What comes in large runs elsewhere is as unlikely as so many runs, not as so many entries.
    const usualSize = runs.length < 3 ? 1 : Math.max(1, (whole - run.size) / (runs.length - 1));
    const rate = (whole - run.size + 0.5) / Math.max(facts.windowCount / 4, facts.windowCount - run.span);
    const surprise = surpriseOf(run.size, rate * run.span) / usualSize;
    if (surprise < EXPLAINING_SURPRISE) continue;
    const isNew = run.from === 0 && !isBeginning;
    const change = isNew ? "new" : "surged";
    const usual = isNew ? 0 : rate;
    for (let i = run.from; i < run.to; i++) {
      const isNews = run.span <= facts.longest || i < run.from + NEWS_WINDOWS;
      if (surprise >= leastSurprise && isNews) evidence.marks[cells.windows[i]] = 1;
      evidence.add(cells.windows[i], { key, change, count: cells.counts[i], usual, rank: surprise });
    }
  }
}

function runsOf({ windows, counts }: KeyCells): Run[] {
  const runs: Run[] = [];
  for (let from = 0; from < windows.length;) {
    let [to, size] = [from, 0];
    do size += 1 + (counts[to] - 1) * REPEAT_WEIGHT;
    while (++to < windows.length && windows[to] - windows[to - 1] <= LARGEST_GAP + 1);
    runs.push({ from, to, span: windows[to - 1] - windows[from] + 1, size });
    from = to;
  }
  return runs;
}

/** What is logged again within a window may be a repetition: it counts a third. */
const REPEAT_WEIGHT = 1 / 3;

/** −ln of a bound on the chance of so many or more where a Poisson mean is expected (Chernoff 1952). */
function surpriseOf(count: number, mean: number): number {
  return count <= mean ? 0 : count * Math.log(count / mean) - (count - mean);
}
