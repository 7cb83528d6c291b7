import type {
  AnalysedEvents,
  AnalyticsRun,
  ErrorShape,
  RunResults,
  WindowColumns,
  WindowCounts,
} from "@faultline/storage";
import { chooseRange, type AnalysisRange } from "./analysis-range.ts";
import type { TemplateBook } from "../templates/template-book.ts";
import type { AnalysisThread } from "./analysis-thread.ts";
import { anomalyResults } from "./anomaly-results.ts";
import { clusterResults, timelineGrid } from "./cluster-results.ts";
import type { ErrorQuestion } from "./error-analysis.ts";
import { countsByTemplate, findRunTemplates, learnTemplates } from "./run-templates.ts";
import type { RunStages } from "./run-stages.ts";
import type { WindowAnswer } from "./window-analysis.ts";

export interface RunOutcome {
  readonly results: RunResults;
  /** What was left out, or why there is no result. */
  readonly detail: string | null;
}

interface Surroundings {
  readonly events: AnalysedEvents;
  readonly thread: AnalysisThread;
  readonly stages: RunStages;
  readonly book: TemplateBook;
}

const MAX_ERROR_SHAPES = 5000;

/** Reads the counts of a run's scope, has them analysed, and gathers what is to be stored. */
export async function executeRun(run: AnalyticsRun, surroundings: Surroundings): Promise<RunOutcome> {
  const { events, thread, stages, book } = surroundings;
  stages.enter("counting");
  const scope = { fileIds: run.fileIds ?? undefined, services: run.services ?? undefined };
  const asked = { start: run.rangeStart, end: run.rangeEnd, windowSeconds: run.windowSeconds };
  const range = chooseRange(asked, await events.findTimeRange(scope));
  const counted = await countActivity(range, scope, surroundings);
  const windows = counted && counted.activity.windows;
  const shapesOf = counted?.shapesOf ?? new Map<string, string[]>();

  // One thing after another: two at once would leave no processor of two to whoever asks the server for something.
  stages.enter("windows");
  const answer =
    counted && (await thread.analyseWindows({ ...range!, ...counted.activity, contamination: run.contamination }));
  const grid = range && timelineGrid(range);
  const errorFilter = { ...scope, start: run.rangeStart?.toISOString(), end: run.rangeEnd?.toISOString() };
  const errors = await events.findErrorShapes(errorFilter, MAX_ERROR_SHAPES, grid ?? undefined);
  const shapes = [...[...shapesOf.values()].flat(), ...errors.map(({ shape }) => shape)];
  const templates = await findRunTemplates(shapes, book);
  const named = { ...templates, shapes: shapesOf };
  const anomalies = answer && (await anomalyResults(answer, windows!, range!.windowSeconds, scope, events, named));
  stages.enter("clusters");
  const clusters = clusterResults(await thread.analyseErrors(questionOf(errors)), errors, grid, templates);
  return {
    results: {
      analysedStart: range && range.start,
      analysedEnd: range && range.end,
      entryCount: windows?.totalCount.reduce((sum, count) => sum + count, 0) ?? 0,
      windows: answer && windowColumns(windows!, range!.windowSeconds, answer),
      anomalies: anomalies ?? [],
      clusters,
    },
    detail: detailOf(run, range, answer),
  };
}

/** What went on, by template instead of by shape; all shapes have theirs then. */
async function countActivity(
  range: AnalysisRange | null,
  scope: { fileIds?: readonly number[] | undefined },
  { events, thread, stages, book }: Surroundings,
) {
  const filter = range && { ...scope, start: range.start.toISOString(), end: range.end.toISOString() };
  const counting = filter && events.countActivity(filter, range.windowSeconds);
  const [counted] = await Promise.all([
    counting?.finally(() => stages.enter("templates")),
    learnTemplates(scope, { events, book, mine: thread.assignTemplates }),
  ]);
  if (!counted) return null;
  const { windows, services, shapes } = counted;
  const { counts, shapesOf } = countsByTemplate(shapes, await book.idsOf(shapes.names));
  return { activity: { windows, services, templates: counts }, shapesOf };
}

function questionOf(errors: readonly ErrorShape[]): ErrorQuestion {
  return {
    messages: errors.map(({ exampleMessage }) => exampleMessage),
    counts: errors.map(({ count }) => count),
  };
}

function windowColumns(counts: WindowCounts, windowSeconds: number, answer: WindowAnswer): WindowColumns {
  const { score, isAnomaly } = answer;
  return { ...counts, start: new Date(counts.start), windowSeconds, score, isAnomaly };
}

function detailOf(run: AnalyticsRun, range: AnalysisRange | null, answer: WindowAnswer | null): string | null {
  if (range === null) {
    const sources = [...(run.fileIds ? ["files"] : []), ...(run.services ? ["services"] : [])].join(" and ");
    const inRange = run.rangeStart || run.rangeEnd ? " in this range" : "";
    return `There is no entry with a timestamp${inRange}${sources && ` of these ${sources}`}.`;
  }
  return [answer?.reason, range.note].filter((text) => typeof text === "string").join(" ") || null;
}
