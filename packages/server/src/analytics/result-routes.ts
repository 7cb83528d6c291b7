import { anomalyPage, listAnomaliesQuery, listWindowsQuery, windowSeries } from "@faultline/contract";
import type { RunStore } from "@faultline/storage";
import type { Access } from "../http/access.ts";
import type { HttpApp } from "../http/http-app.ts";
import { ANY_CREDENTIAL, problems } from "../http/documentation.ts";
import { notFound } from "../http/problems.ts";
import { presentAnomaly } from "./present-analytics.ts";
import { scoreCounts, windowSeries as seriesOf } from "./window-series.ts";

interface Services {
  readonly access: Access;
  readonly runs: RunStore;
}

const common = { tags: ["analytics"], security: ANY_CREDENTIAL };

export function addResultRoutes(app: HttpApp, { access, runs }: Services): void {
  app.get(
    "/analytics/anomalies",
    {
      schema: {
        ...common,
        summary: "Unusual windows of the latest run, most anomalous first",
        querystring: listAnomaliesQuery,
        response: { 200: anomalyPage, ...problems(401, 422) },
      },
      onRequest: access.signedIn,
    },
    async (request) => {
      const { start, end, ...page } = request.query;
      const { items, total } = await runs.listAnomalies(rangeOf(start, end), page);
      return { items: items.map(presentAnomaly), total, ...page };
    },
  );

  app.get(
    "/analytics/windows",
    {
      schema: {
        ...common,
        summary: "Every window of a run with its score, oldest first",
        description:
          "The latest few completed runs keep their windows. Where there are too many, neighbours are merged.",
        querystring: listWindowsQuery,
        response: { 200: windowSeries, ...problems(401, 404, 422) },
      },
      onRequest: access.signedIn,
    },
    async (request) => {
      const { start, end, max_points: maxPoints, run_id: runId } = request.query;
      const run = runId === undefined ? await runs.findLatest() : await runs.findById(runId);
      if (!run && runId !== undefined) throw notFound("run", runId);
      const windows = run && (await runs.findWindows(run.id, rangeOf(start, end)));
      const series = windows ? seriesOf(windows, maxPoints) : NO_WINDOWS;
      return { run_id: run?.id ?? null, window_seconds: windows?.windowSeconds ?? null, ...series };
    },
  );
}

const NO_SCORES = scoreCounts(new Float64Array());
const NO_WINDOWS = { windows_per_item: 1, total: 0, flagged: 0, score_counts: NO_SCORES, items: [] };

function rangeOf(start: string | undefined, end: string | undefined) {
  return {
    start: start === undefined ? undefined : new Date(start),
    end: end === undefined ? undefined : new Date(end),
  };
}
