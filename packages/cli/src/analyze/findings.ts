import type { FoundAnomaly } from "@faultline/server/analytics";
import { LEVELS, codeOfLevel, type Level } from "@faultline/logs";
import { timestampText } from "../parse/parsed-record.ts";
import type { MessageTemplate } from "../parse/shape-templates.ts";
import type { ParseTally } from "../parse/parse-tally.ts";
import { type Analysis, type JudgedWindows, templateNamed } from "./analysis.ts";
import type { CountedTemplate } from "./mined-templates.ts";
import type { RecordCounts } from "./record-counts.ts";

/** What `faultline analyze --json` prints: the names are those of the HTTP API. Times are ISO 8601 in UTC. */
export interface Findings {
  readonly files: readonly (Seen & { readonly name: string; readonly lines: number; readonly records: number })[];
  readonly total_entries: number;
  readonly level_breakdown: readonly { readonly level: Level | null; readonly count: number }[];
  readonly detail: string | null;
  readonly window_seconds: number | null;
  readonly windows: readonly FoundWindow[];
  readonly anomalies: readonly PresentedAnomaly[];
  readonly clusters: readonly FoundCluster[];
  /** The most frequent first. */
  readonly templates: readonly FoundTemplate[];
}

interface FoundWindow {
  readonly window_start: string;
  readonly window_end: string;
  readonly score: number;
  readonly is_anomaly: boolean;
  readonly features: FoundAnomaly["features"];
}

export interface PresentedAnomaly extends Omit<FoundWindow, "is_anomaly"> {
  readonly description: string;
  readonly departures: readonly object[];
  readonly services: readonly object[];
  readonly templates: readonly (MessageTemplate & Omit<FoundAnomaly["templates"][number], "id">)[];
}

interface Seen {
  readonly first_seen: string | null;
  readonly last_seen: string | null;
}

interface FoundCluster extends Seen {
  readonly label: string;
  readonly example_message: string;
  readonly count: number;
  readonly keywords: readonly string[];
  readonly services: readonly CountedService[];
  readonly templates: readonly (MessageTemplate & { readonly count: number })[];
  readonly timeline: {
    readonly bucket_seconds: number;
    readonly buckets: readonly { readonly start: string; readonly count: number }[];
  };
}

interface FoundTemplate extends MessageTemplate, Seen {
  readonly count: number;
  /** 0–1 */
  readonly share: number;
  readonly levels: readonly { readonly level: Level; readonly count: number }[];
  readonly services: readonly CountedService[];
  readonly example_message: string;
}

interface CountedService {
  readonly service: string;
  readonly count: number;
}

export interface ReadFile {
  readonly name: string;
  readonly tally: ParseTally;
}

export function presentFindings(files: readonly ReadFile[], counts: RecordCounts, analysis: Analysis): Findings {
  const { windows, templates, clusters, detail } = analysis;
  const byCount = templates.toSorted((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1));
  return {
    files: files.map(({ name, tally }) => ({
      name,
      lines: tally.lines,
      records: tally.records.parsed + tally.records.partial + tally.records.failed,
      first_seen: timestampText(tally.firstUs),
      last_seen: timestampText(tally.lastUs),
    })),
    total_entries: counts.total,
    level_breakdown: levelBreakdown(counts),
    detail,
    window_seconds: windows?.windowSeconds ?? null,
    windows: windows === null ? [] : presentWindows(windows),
    anomalies: windows === null ? [] : presentAnomalies(windows, templates),
    clusters: clusters.map(({ label, exampleMessage, count, keywords, firstSeen, lastSeen, breakdown }) => ({
      label,
      example_message: exampleMessage,
      count,
      keywords,
      first_seen: firstSeen?.toISOString() ?? null,
      last_seen: lastSeen?.toISOString() ?? null,
      services: breakdown.services,
      templates: breakdown.templates,
      timeline: {
        bucket_seconds: breakdown.timeline.bucketSeconds,
        buckets: breakdown.timeline.buckets.map(({ start, count: entries }) => ({ start, count: entries })),
      },
    })),
    templates: byCount.map((template) => presentTemplate(template, counts.total)),
  };
}

function levelBreakdown({ kinds }: RecordCounts): { level: Level | null; count: number }[] {
  const counts = new Map<number, number>();
  for (const { level, count } of kinds) counts.set(level, (counts.get(level) ?? 0) + count);
  const all = [...LEVELS.map((level) => ({ level, code: codeOfLevel(level) as number })), { level: null, code: 0 }];
  return all.map(({ level, code }) => ({ level, count: counts.get(code) ?? 0 })).filter(({ count }) => count > 0);
}

function presentWindows({ counts, windowSeconds, answer }: JudgedWindows): FoundWindow[] {
  const at = startsOf(counts.start, windowSeconds);
  return Array.from(answer.score, (score, window) => {
    const [total, errors] = [counts.totalCount[window]!, counts.errorCount[window]!];
    return {
      window_start: at(window),
      window_end: at(window + 1),
      score,
      is_anomaly: answer.isAnomaly[window] === 1,
      features: {
        total_count: total,
        error_count: errors,
        warn_count: counts.warnCount[window]!,
        info_count: counts.infoCount[window]!,
        debug_count: counts.debugCount[window]!,
        error_rate: total === 0 ? 0 : errors / total,
        unique_services: counts.uniqueServices[window]!,
      },
    };
  });
}

function presentAnomalies(judged: JudgedWindows, templates: Analysis["templates"]): PresentedAnomaly[] {
  const at = startsOf(judged.counts.start, judged.windowSeconds);
  return judged.answer.anomalies.map(({ window, score, features, departures, services, templates: found }, i) => ({
    window_start: at(window),
    window_end: at(window + 1),
    score,
    description: judged.descriptions[i]!,
    features,
    departures,
    services,
    templates: found.map(({ id: position, ...change }) => {
      const { id, text } = templateNamed({ templates }, position);
      return { id, text, ...change };
    }),
  }));
}

function startsOf(start: string, windowSeconds: number): (window: number) => string {
  const startMs = Date.parse(start);
  return (window) => new Date(startMs + window * windowSeconds * 1000).toISOString();
}

function presentTemplate(
  { id, text, example, count, levels, services, ...seen }: CountedTemplate,
  total: number,
): FoundTemplate {
  return {
    id,
    text,
    count,
    share: count / total,
    levels: LEVELS.map((level) => ({ level, count: levels[codeOfLevel(level)]! })).filter((each) => each.count > 0),
    services: [...services]
      .map(([service, entries]) => ({ service, count: entries }))
      .sort((a, b) => b.count - a.count)
      .slice(0, SERVICES_NAMED),
    first_seen: timestampText(seen.firstUs),
    last_seen: timestampText(seen.lastUs),
    example_message: example,
  };
}

const SERVICES_NAMED = 20;
