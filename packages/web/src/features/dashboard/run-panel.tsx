import type { Run } from "@faultline/contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Play, Sparkles } from "lucide-react";
import { coverageNote, isUnderWay, runsQuery, startRun } from "../../api/runs.ts";
import { scopeOf, type Scope } from "../../api/scope.ts";
import { sessionQuery } from "../../api/session.ts";
import { Button } from "../../ui/button.tsx";
import { countOf } from "../../ui/format-number.ts";
import { formatLength } from "../../ui/format-time.ts";
import { Ago } from "../../ui/moment.tsx";
import { RunProgress } from "./run-progress.tsx";
import "./run-panel.css";

interface RunPanelProps {
  scope: Scope;
  /** Newest first; undefined until they are known. */
  runs: readonly Run[] | undefined;
  hasResults: boolean;
}

/** What the analytics last found, and a new run of it for admins. */
export function RunPanel({ scope, runs, hasResults }: RunPanelProps) {
  const { data: user } = useQuery(sessionQuery);
  const client = useQueryClient();
  const start = useMutation({
    mutationFn: () => startRun(scope),
    onSuccess: () => client.invalidateQueries({ queryKey: runsQuery.queryKey }),
  });
  const isAdmin = user?.role === "admin";
  const current = runs?.find(isUnderWay);
  const last = runs?.find((run) => !isUnderWay(run));
  const completed = runs?.find(({ status }) => status === "completed");
  return (
    <section
      className="card run-panel"
      aria-label="Analytics"
      data-empty={(runs && !hasResults && !current) || undefined}
    >
      <span className="run-panel__icon" aria-hidden="true">
        <Sparkles size={20} />
      </span>
      <div className="run-panel__text">
        <h2 className="card-title">Analytics</h2>
        {completed ? (
          <Found run={completed} scope={scope} />
        ) : (
          <p className="card-subtitle">
            {runs ? invitation(isAdmin, current !== undefined) : "What it last found is not known yet."}
          </p>
        )}
        {!current && last && <Trouble run={last} />}
        {start.error && (
          <p className="run-panel__error" role="alert">
            {start.error.message}
          </p>
        )}
      </div>
      {isAdmin && !current && (
        <div className="run-panel__start">
          <Button kind="primary" disabled={start.isPending} onClick={() => start.mutate()}>
            <Play size={15} aria-hidden="true" /> Run analytics
          </Button>
          <p>{rangeOf(scope)}</p>
        </div>
      )}
      {current && <RunProgress run={current} isAdmin={isAdmin} />}
    </section>
  );
}

function invitation(isAdmin: boolean, isRunning: boolean): string {
  const found = "score every window of time, group the errors, and fill six more charts";
  if (isRunning) return `The first run is under way: it will ${found}.`;
  return isAdmin
    ? `Not run yet. Run it to ${found}: anomaly scores, error rate, composition, clusters and service activity.`
    : `Not run yet. Once an admin has run it, it will ${found}.`;
}

/** What a run started now would be about. */
function rangeOf({ range, start, end, file }: Scope): string {
  const hasTimes = range !== undefined || start !== undefined || end !== undefined;
  if (hasTimes) return file === undefined ? "over this time range" : "over this time range and file";
  return file === undefined ? "over all data" : "over this file";
}

function Found({ run, scope }: { run: Run; scope: Scope }) {
  const { window_count, window_seconds, anomaly_count, cluster_count, finished_at, detail } = run;
  const note = coverageNote(run, scope);
  const length = window_seconds === null ? "" : ` of ${formatLength(window_seconds * 1000)}`;
  return (
    <>
      <p className="card-subtitle">
        {countOf(window_count, "window", "windows")}
        {length}, <Link to="/anomalies" search={scopeOf(scope)}>{`${anomaly_count} unusual`}</Link>,{" "}
        <Link to="/clusters" search={scopeOf(scope)}>
          {countOf(cluster_count, "error cluster", "error clusters")}
        </Link>
        {finished_at && (
          <>
            {" "}
            · <Ago value={finished_at} />
          </>
        )}
      </p>
      {note && <p className="card-subtitle">{note}</p>}
      {detail && <p className="card-subtitle">{detail}</p>}
    </>
  );
}

function Trouble({ run }: { run: Run }) {
  if (run.status === "cancelled") return <p className="card-subtitle">The last run was cancelled.</p>;
  if (run.status !== "failed") return null;
  return (
    <p className="run-panel__error" role="alert">
      The last run failed. {run.error ?? run.detail}
    </p>
  );
}
