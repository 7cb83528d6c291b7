import type { Run } from "@faultline/contract";
import { useMutation } from "@tanstack/react-query";
import { Check, X } from "lucide-react";
import { cancelRun } from "../../api/runs.ts";
import { Button } from "../../ui/button.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import { STAGE_NAMES, stagesOf } from "./run-stages.ts";

/** How far a run is, stage by stage. */
export function RunProgress({ run, isAdmin }: { run: Run; isAdmin: boolean }) {
  const cancel = useMutation({ mutationFn: () => cancelRun(run.id) });
  const percent = Math.round(run.progress * 100);
  return (
    <div className="run-progress">
      <div className="run-progress__head">
        <p role="status">
          {STAGE_NAMES[run.stage ?? "queued"]}
          <span aria-hidden="true"> · {percent}%</span>
        </p>
        {isAdmin && (
          <Button kind="quiet" disabled={cancel.isPending} onClick={() => cancel.mutate()}>
            <X size={15} aria-hidden="true" /> Cancel
          </Button>
        )}
      </div>
      <ProgressBar label="Progress of the analytics" share={run.progress} />
      <ol className="run-progress__stages" aria-label="Stages">
        {stagesOf(run).map(({ stage, state }) => (
          <li key={stage} data-state={state} aria-current={state === "current" ? "step" : undefined}>
            <span className="run-progress__node" aria-hidden="true">
              {state === "done" && <Check size={11} />}
            </span>
            {STAGE_NAMES[stage]}
          </li>
        ))}
      </ol>
      {cancel.error && (
        <p className="run-panel__error" role="alert">
          {cancel.error.message}
        </p>
      )}
    </div>
  );
}
