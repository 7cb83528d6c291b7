import type { NewRun, RunResults } from "../run-store.ts";
import type { TemplateShape } from "../template-store.ts";

export const WHOLE_RUN: NewRun = {
  rangeStart: null,
  rangeEnd: null,
  fileIds: null,
  services: null,
  contamination: null,
  windowSeconds: null,
  trigger: "request",
  requestedBy: null,
};

/** Rows of two statements. */
export const ANOMALIES = 600;
const SHAPES = 700;

export function shapesOfRun(number: number): TemplateShape[] {
  return Array.from({ length: SHAPES }, (_, i) => ({
    shape: `${number * SHAPES + i}`,
    templateId: `${number}`,
    mask: "a",
  }));
}

export function runResults(number: number): RunResults {
  const start = new Date(Date.UTC(2026, 10, 22));
  const features = {
    total_count: 10,
    error_count: 1,
    warn_count: 2,
    info_count: 7,
    debug_count: 0,
    error_rate: 0.1,
    unique_services: 3,
  };
  const evidence = { departures: [], services: [], templates: [], exampleEntryIds: [] };
  return {
    analysedStart: start,
    analysedEnd: start,
    entryCount: number,
    windows: null,
    anomalies: Array.from({ length: ANOMALIES }, () => ({
      windowStart: start,
      windowEnd: start,
      score: 0.9,
      features,
      description: `run ${number}`,
      evidence,
    })),
    clusters: [],
  };
}
