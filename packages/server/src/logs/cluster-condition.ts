import type { FieldNode, FieldTest } from "@faultline/logs";
import type { AnalyticsRun, EntryQuery, ErrorCluster } from "@faultline/storage";

const MINUTE_MS = 60_000;

/** What holds of the entries of an error cluster: the errors of its shapes in the scope of its run. */
export function clusterCondition({ shapes }: ErrorCluster, run: AnalyticsRun): EntryQuery {
  const terms: EntryQuery[] = [
    { kind: "shapes", shapes },
    field("level", { kind: "compare", operator: ">=", value: "error" }),
  ];
  if (run.fileIds !== null) terms.push({ kind: "files", fileIds: run.fileIds });
  if (run.services !== null) {
    terms.push(anyOf(run.services.map((service) => field("service", { kind: "text", text: service }))));
  }
  // Runs count whole minutes.
  if (run.rangeStart !== null) terms.push(time(">=", minute(run.rangeStart, Math.floor)));
  if (run.rangeEnd !== null) terms.push(time("<", minute(run.rangeEnd, Math.ceil)));
  return { kind: "and", terms };
}

function field(name: string, test: FieldTest): FieldNode {
  return { kind: "field", field: name, test, span: { start: 0, end: 0 } };
}

function time(operator: "<" | ">=", value: string): FieldNode {
  return field("time", { kind: "compare", operator, value });
}

function anyOf(terms: readonly EntryQuery[]): EntryQuery {
  return { kind: "or", terms };
}

function minute(date: Date, round: (minutes: number) => number): string {
  return new Date(round(date.getTime() / MINUTE_MS) * MINUTE_MS).toISOString();
}
