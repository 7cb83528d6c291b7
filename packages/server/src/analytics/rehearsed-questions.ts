import type { AnalysedEvents } from "@faultline/storage";
import { chooseRange } from "./analysis-range.ts";

/** Asks what a run asks of the store, for nothing: the first time each question takes several times as long. */
export async function rehearseQuestions(
  events: Pick<AnalysedEvents, "findTimeRange" | "countActivity" | "findErrorShapes">,
): Promise<void> {
  const range = chooseRange({ start: null, end: null, windowSeconds: null }, await events.findTimeRange({}));
  if (range === null) return;
  const filter = { start: range.start.toISOString(), end: range.end.toISOString() };
  await events.countActivity(filter, range.windowSeconds);
  await events.findErrorShapes(filter, 1);
}
