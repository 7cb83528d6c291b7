import type { Level } from "@faultline/logs";
import { BAD, BOLD, FAINT, GOOD, LEVEL_COLOURS } from "../colours.ts";
import { formatCount, formatCountOf } from "../quantities.ts";
import type { Paint } from "../text-output.ts";
import type { Findings } from "./findings.ts";
import { cut, wrapped } from "./layout.ts";
import { type Stretch, stretchesOf } from "./stretches.ts";

const STRETCHES_SHOWN = 12;
const CLUSTERS_SHOWN = 20;
const TEMPLATES_SHOWN = 15;
const NEW_TEMPLATES_SHOWN = 10;
const NARROWEST = 60;
const WIDEST = 140;
const COUNT_WIDTH = "1,234,567,890".length;

interface Page {
  readonly width: number;
  readonly paint: Paint;
}

/** The findings for people, in lines of at most `columns`. */
export function reportLines(findings: Findings, columns: number, paint: Paint): string[] {
  const page = { width: Math.min(WIDEST, Math.max(NARROWEST, columns)), paint };
  return [
    ...summaryLines(findings, page),
    "",
    ...anomalyLines(findings, page),
    ...newTemplateLines(findings, page),
    "",
    ...clusterLines(findings, page),
    "",
    ...templateLines(findings, page),
  ];
}

function summaryLines({ files, total_entries, level_breakdown, windows }: Findings, { paint }: Page): string[] {
  const entries = formatCountOf(total_entries, "entry", "entries");
  const from = files.length === 1 ? "" : ` in ${formatCountOf(files.length, "file", "files")}`;
  const [first, last] = [windows[0]?.window_start, windows.at(-1)?.window_end];
  const when = first === undefined || last === undefined ? "" : `, ${clock(first)} to ${clock(last)} UTC`;
  const levels = level_breakdown.map(({ level, count }) => `${levelName(level, paint)} ${formatCount(count)}`);
  return [paint(BOLD, `${entries}${from}${when}`), levels.join("   ")];
}

function levelName(level: Level | null, paint: Paint): string {
  return level === null ? paint(FAINT, "no level") : paint(LEVEL_COLOURS[level], level);
}

function anomalyLines({ windows, anomalies, window_seconds, detail }: Findings, page: Page): string[] {
  const { paint, width } = page;
  const flagged = windows.filter(({ is_anomaly }) => is_anomaly).length;
  const note = detail === null ? [] : wrapped(detail, width - 2).map((line) => `  ${paint(FAINT, line)}`);
  if (windows.length === 0) return [paint(BOLD, "Unusual times"), ...note];
  const length = `windows of ${formatCountOf(window_seconds! / 60, "minute", "minutes")}`;
  const head = paint(BOLD, `Unusual times: ${formatCount(flagged)} of ${formatCount(windows.length)} ${length}`);
  if (flagged === 0)
    return [head, ...(detail === null ? [`  ${paint(GOOD, "None differs materially from the usual.")}`] : note)];
  const stretches = stretchesOf(anomalies);
  const most = stretches.toSorted((a, b) => b.score - a.score).slice(0, STRETCHES_SHOWN);
  const shown = most.toSorted((a, b) => (a.start < b.start ? -1 : 1));
  return [
    head,
    ...note,
    ...shown.flatMap((stretch) => stretchLines(stretch, page)),
    ...moreLine(stretches.length - shown.length, page),
  ];
}

function stretchLines({ start, end, windows, score, description }: Stretch, { paint, width }: Page): string[] {
  const times = `${clock(start)} to ${clock(end).slice(start.slice(0, 10) === end.slice(0, 10) ? 11 : 0)}`;
  const extent = windows === 1 ? "" : paint(FAINT, `  ${formatCount(windows)} windows`);
  const head = `  ${paint(BAD, times)}${extent}${paint(FAINT, `  score ${score.toFixed(2)}`)}`;
  return [head, ...wrapped(description, width - 4).map((line) => `    ${line}`)];
}

/** What anomalies showed for the first time. */
function newTemplateLines({ anomalies }: Findings, { paint, width }: Page): string[] {
  const found = new Map<string, { text: string; count: number; start: string }>();
  for (const { templates, window_start } of anomalies.toSorted((a, b) => (a.window_start < b.window_start ? -1 : 1))) {
    for (const { id, text, change, count } of templates) {
      const known = found.get(id);
      if (known) known.count += count;
      else if (change === "new") found.set(id, { text, count, start: window_start });
    }
  }
  if (found.size === 0) return [];
  const newest = [...found.values()].sort((a, b) => b.count - a.count);
  return [
    "",
    paint(BOLD, `New in unusual times: ${formatCountOf(found.size, "template", "templates")}`),
    ...newest.slice(0, NEW_TEMPLATES_SHOWN).map(({ text, count, start }) => {
      const time = clock(start);
      return `${formatCount(count).padStart(COUNT_WIDTH)}  ${paint(FAINT, time)}  ${cut(text, width - COUNT_WIDTH - time.length - 4)}`;
    }),
    ...moreLine(found.size - NEW_TEMPLATES_SHOWN, { paint, width }),
  ];
}

function clusterLines({ clusters }: Findings, page: Page): string[] {
  const { paint, width } = page;
  const total = clusters.reduce((sum, { count }) => sum + count, 0);
  const head = `Kinds of error: ${formatCount(clusters.length)}, ${formatCountOf(total, "entry", "entries")}`;
  if (clusters.length === 0) return [paint(BOLD, "Kinds of error: none")];
  const indent = " ".repeat(COUNT_WIDTH + 2);
  return [
    paint(BOLD, head),
    ...clusters
      .slice(0, CLUSTERS_SHOWN)
      .flatMap(({ label, count, services, first_seen, last_seen, example_message }) => {
        const seen = first_seen === null ? [] : [`${clock(first_seen)} to ${clock(last_seen!)}`];
        const from = services
          .slice(0, 3)
          .map(({ service }) => service)
          .join(", ");
        const about = [...seen, ...(from === "" ? [] : [from])].join("; ");
        return [
          `${paint(LEVEL_COLOURS.ERROR, formatCount(count).padStart(COUNT_WIDTH))}  ${cut(label, width - COUNT_WIDTH - 2)}`,
          ...[about, `e.g. ${example_message}`]
            .filter(Boolean)
            .map((line) => `${indent}${paint(FAINT, cut(line, width - indent.length))}`),
        ];
      }),
    ...moreLine(clusters.length - CLUSTERS_SHOWN, page),
  ];
}

function templateLines({ templates }: Findings, page: Page): string[] {
  const { paint, width } = page;
  if (templates.length === 0) return [paint(BOLD, "Templates: none")];
  return [
    paint(BOLD, `Templates: ${formatCount(templates.length)}`),
    ...templates.slice(0, TEMPLATES_SHOWN).map(({ text, count, share, levels }) => {
      const level = levels[0]?.level ?? null;
      const worst = paint(level === null ? FAINT : LEVEL_COLOURS[level], (level ?? "-").padEnd(LEVEL_WIDTH));
      const percent = `${(share * 100).toFixed(1)} %`.padStart(PERCENT_WIDTH);
      return `${formatCount(count).padStart(COUNT_WIDTH)} ${paint(FAINT, percent)}  ${worst}  ${cut(text, width - COUNT_WIDTH - PERCENT_WIDTH - LEVEL_WIDTH - 5)}`;
    }),
    ...moreLine(templates.length - TEMPLATES_SHOWN, page),
  ];
}

const LEVEL_WIDTH = "WARNING".length;
const PERCENT_WIDTH = "100.0 %".length;

function moreLine(more: number, { paint }: Page): string[] {
  return more > 0 ? [`  ${paint(FAINT, `and ${formatCount(more)} more; --json has all`)}`] : [];
}

/** E.g. 2026-11-24 10:15 */
function clock(iso: string): string {
  return iso.slice(0, 16).replace("T", " ");
}
