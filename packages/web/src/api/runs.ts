import { run, runAccepted, runPage, type Run, type RunEvent, type RunRequest } from "@faultline/contract";
import { queryOptions, type QueryClient } from "@tanstack/react-query";
import { request } from "./request.ts";
import { timesOf, type Scope } from "./scope.ts";

const NEWEST = 10;

export function isUnderWay({ status }: Run): boolean {
  return status === "queued" || status === "running";
}

/** The newest runs of the analytics, newest first. */
export const runsQuery = queryOptions({
  queryKey: ["runs"],
  queryFn: async ({ signal }) =>
    (await request(runPage, "/analytics/runs", { query: { limit: NEWEST }, signal })).items,
});

/** What to know of a run's results beside the file that was chosen; null if they are about it, or none was chosen. */
export function coverageNote({ file_ids: files }: Run, { file }: Scope): string | null {
  if (file === undefined || (files?.length === 1 && files[0] === file)) return null;
  if (files === null) return "The run covers all files: the chosen file does not narrow its results.";
  return files.includes(file)
    ? `The run covers ${files.length} files: the chosen one alone does not narrow its results.`
    : "The run does not cover the chosen file.";
}

export function startRun(scope: Scope) {
  const { start, end } = timesOf(scope, Date.now());
  const body: RunRequest = {
    ...(start !== undefined && { start }),
    ...(end !== undefined && { end }),
    ...(scope.file !== undefined && { file_ids: [scope.file] }),
  };
  return request(runAccepted, "/analytics/run", { method: "POST", body });
}

export function cancelRun(id: number) {
  return request(run, `/analytics/runs/${id}/cancel`, { method: "POST" });
}

/** Puts what an event tells into the list of runs. */
export function applyRunEvent(client: QueryClient, { event, data }: RunEvent): void {
  client.setQueryData(runsQuery.queryKey, (known: readonly Run[] | undefined) => {
    if (event === "runs") return data.items;
    const others = (known ?? []).filter(({ id }) => id !== data.id);
    return [data, ...others].toSorted((a, b) => b.id - a.id).slice(0, NEWEST);
  });
}
