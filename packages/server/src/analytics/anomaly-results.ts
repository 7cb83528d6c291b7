import { describeReasons } from "@faultline/analytics";
import type { EntryFilter, EventStore, RunResults, WindowCounts } from "@faultline/storage";
import type { RunTemplates } from "./run-templates.ts";
import type { FoundAnomaly, WindowAnswer } from "./window-analysis.ts";

/** Those that are looked at: for others there is no need to search the entries. */
const MOST_WITH_EXAMPLES = 50;
const EXAMPLES = 5;

export interface NamedTemplates extends RunTemplates {
  /** By what the analysis calls a template. */
  readonly shapes: ReadonlyMap<string, readonly string[]>;
}

/** The anomalies that were found, with the texts of their templates and entries that show them. */
export async function anomalyResults(
  { anomalies }: WindowAnswer,
  windows: WindowCounts,
  windowSeconds: number,
  filter: Pick<EntryFilter, "fileIds" | "services">,
  events: Pick<EventStore, "findWindowExamples">,
  templates: NamedTemplates,
): Promise<RunResults["anomalies"]> {
  const firstMs = Date.parse(windows.start);
  const startOf = ({ window }: FoundAnomaly): Date => new Date(firstMs + window * windowSeconds * 1000);
  const shown = anomalies.slice(0, MOST_WITH_EXAMPLES);
  const shownShapes = new Set(
    shown.flatMap((anomaly) => anomaly.templates.flatMap(({ id }) => templates.shapes.get(id)!)),
  );
  const starts = shown.map((anomaly) => startOf(anomaly).toISOString());
  const examples = await events.findWindowExamples(filter, starts, windowSeconds, [...shownShapes], EXAMPLES);
  return anomalies.map((anomaly, i) => ({
    windowStart: startOf(anomaly),
    windowEnd: new Date(startOf(anomaly).getTime() + windowSeconds * 1000),
    score: anomaly.score,
    features: anomaly.features,
    description: describe(anomaly, templates),
    evidence: {
      departures: anomaly.departures,
      services: anomaly.services,
      templates: anomaly.templates.map((template) => {
        const text = templates.textOf(template.id);
        return { ...template, id: text === "" ? null : template.id, text };
      }),
      exampleEntryIds: examples[i] ?? [],
    },
  }));
}

/** The sentence on a window, with texts in it where the analysis knew ids alone. */
function describe(
  { departures, templates, services, description }: FoundAnomaly,
  { textOf }: Pick<RunTemplates, "textOf">,
): string {
  if (templates.length === 0) return description;
  const numbered = <T>(all: readonly T[]) => all.map((each, key) => ({ ...each, key }));
  return describeReasons(
    { departures, templates: numbered(templates), services: numbered(services) },
    (key) => textOf(templates[key]!.id) || "a message",
    (key) => services[key]!.service,
  );
}
