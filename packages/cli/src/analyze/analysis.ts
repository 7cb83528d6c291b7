import { describeReasons } from "@faultline/analytics";
import { analyseErrors, analyseWindows, chooseRange, clusterResults, timelineGrid } from "@faultline/server/analytics";
import type { FoundAnomaly, WindowAnswer, WindowQuestion } from "@faultline/server/analytics";
import { timestampText } from "../parse/parsed-record.ts";
import { type CountedTemplate, countTemplates, type MinedTemplates } from "./mined-templates.ts";
import type { RecordCounts } from "./record-counts.ts";
import { countServices, countUrgentTemplates, countWindows, forEachCell, type WindowGrid } from "./window-counts.ts";

export interface AnalysisOptions {
  /** The share of windows to flag; undefined: those that differ materially from the usual. */
  readonly contamination: number | undefined;
  readonly windowMinutes: number | undefined;
}

/** What was found in records that were counted. */
export interface Analysis {
  readonly templates: readonly CountedTemplate[];
  /** Null where no record has a time. */
  readonly windows: JudgedWindows | null;
  readonly clusters: ReturnType<typeof clusterResults>;
  /** What was left out, or why there is no result. */
  readonly detail: string | null;
}

export interface JudgedWindows {
  readonly counts: WindowQuestion["windows"];
  readonly windowSeconds: number;
  readonly answer: WindowAnswer;
  /** The sentence on each of the anomalies, with templates in it. */
  readonly descriptions: readonly string[];
}

function noteOf({ hasOthers, shapes }: RecordCounts): string | null {
  if (!hasOthers) return null;
  return `There are more than ${shapes.length - 1} different messages; the others are counted as one.`;
}

/** The analysis that a server's run makes, of records that were counted here. */
export function analyse(counts: RecordCounts, options: AnalysisOptions): Analysis {
  const mined = countTemplates(counts);
  const asked = { start: null, end: null, windowSeconds: options.windowMinutes ? options.windowMinutes * 60 : null };
  const range = chooseRange(asked, rangeOf(counts));
  if (range === null) {
    const detail = ["There is no entry with a timestamp.", noteOf(counts)].filter((text) => text !== null).join(" ");
    return { templates: mined.templates, windows: null, clusters: clustersOf(counts, mined, null), detail };
  }
  const width = range.windowSeconds / 60;
  const firstMinute = Math.floor(range.start.getTime() / 60_000 / width) * width;
  const grid = { firstMinute, width, windowCount: Math.ceil((range.end.getTime() / 60_000 - firstMinute) / width) };
  const windows = countWindows(counts, grid);
  const answer = analyseWindows({
    ...range,
    windows,
    services: countServices(counts, grid),
    templates: countUrgentTemplates(counts, mined, grid),
    contamination: options.contamination ?? null,
  });
  const descriptions = answer.anomalies.map((anomaly) => describe(anomaly, mined));
  return {
    templates: mined.templates,
    windows: { counts: windows, windowSeconds: range.windowSeconds, answer, descriptions },
    clusters: clustersOf(counts, mined, timelineGrid(range)),
    detail: [answer.reason, range.note, noteOf(counts)].filter((text) => text !== null).join(" ") || null,
  };
}

function rangeOf({ kinds }: RecordCounts): { firstTimestamp: string; lastTimestamp: string } | null {
  const timed = kinds.filter(({ firstUs }) => !Number.isNaN(firstUs));
  const first = timestampText(timed.reduce((least, { firstUs }) => Math.min(least, firstUs), Infinity));
  const last = timestampText(timed.reduce((most, { lastUs }) => Math.max(most, lastUs), -Infinity));
  return first === null || last === null ? null : { firstTimestamp: first, lastTimestamp: last };
}

/** The template that a finding names. */
export function templateNamed({ templates }: Pick<MinedTemplates, "templates">, position: string): CountedTemplate {
  return templates[Number(position)]!;
}

function describe({ departures, templates, services, description }: FoundAnomaly, mined: MinedTemplates): string {
  if (templates.length === 0) return description;
  const numbered = <T>(all: readonly T[]) => all.map((each, key) => ({ ...each, key }));
  return describeReasons(
    { departures, templates: numbered(templates), services: numbered(services) },
    (key) => templateNamed(mined, templates[key]!.id).text,
    (key) => services[key]!.service,
  );
}

type Grid = ReturnType<typeof timelineGrid>;

function clustersOf(
  counts: RecordCounts,
  { templates, ofShape }: MinedTemplates,
  grid: Grid | null,
): Analysis["clusters"] {
  const shapes = errorShapes(counts, grid);
  const found = analyseErrors({
    messages: shapes.map(({ exampleMessage }) => exampleMessage),
    counts: shapes.map(({ count }) => count),
  });
  const texts = new Map(templates.map(({ id, text }) => [id, text]));
  return clusterResults(found, shapes, grid, {
    idOf: (shape) => templates[ofShape[Number(shape)]!]!.id,
    textOf: (id) => texts.get(id)!,
  });
}

type ErrorShape = Parameters<typeof clusterResults>[1][number];

const MAX_ERROR_SHAPES = 5000;
const ERROR = 2;

function errorShapes({ kinds, shapes, minutes }: RecordCounts, grid: Grid | null): ErrorShape[] {
  const spread = new Map<number, { count: number; firstUs: number; lastUs: number; services: Map<string, number> }>();
  const buckets = new Map<number, Map<number, number>>();
  const isError = (level: number): boolean => level > 0 && level <= ERROR;
  for (const { shape, level, service, count, firstUs, lastUs } of kinds) {
    if (!isError(level)) continue;
    const so = spread.get(shape) ?? { count: 0, firstUs: Infinity, lastUs: -Infinity, services: new Map() };
    if (service !== "") so.services.set(service, (so.services.get(service) ?? 0) + count);
    // Comparisons with NaN are false.
    if (firstUs < so.firstUs) so.firstUs = firstUs;
    if (lastUs > so.lastUs) so.lastUs = lastUs;
    so.count += count;
    spread.set(shape, so);
  }
  if (grid !== null) {
    forEachCell(minutes, bucketGrid(grid), (bucket, kind, count) => {
      const { shape, level } = kinds[kind]!;
      if (!isError(level)) return;
      const own = buckets.get(shape) ?? new Map<number, number>();
      buckets.set(shape, own.set(bucket, (own.get(bucket) ?? 0) + count));
    });
  }
  return [...spread]
    .sort(([a, { count: m }], [b, { count: n }]) => n - m || a - b)
    .slice(0, MAX_ERROR_SHAPES)
    .map(([shape, { count, firstUs, lastUs, services }]) => ({
      shape: String(shape),
      exampleMessage: shapes[shape]!.example,
      count,
      firstSeen: timestampText(firstUs),
      lastSeen: timestampText(lastUs),
      services: Array.from(services, ([service, each]) => ({ service, count: each })),
      buckets: Array.from(buckets.get(shape) ?? [], ([bucket, each]) => ({ bucket, count: each })),
    }));
}

function bucketGrid({ start, bucketSeconds, buckets }: Grid): WindowGrid {
  return { firstMinute: Date.parse(start) / 60_000, width: bucketSeconds / 60, windowCount: buckets };
}
