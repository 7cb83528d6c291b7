import { RUN_STAGES, type Run, type RunStage } from "@faultline/contract";

export const STAGE_NAMES: Record<RunStage, string> = {
  queued: "Waiting",
  counting: "Counting entries",
  templates: "Finding patterns",
  windows: "Scoring windows",
  clusters: "Grouping errors",
  storing: "Storing results",
};

export type StageState = "done" | "current" | "ahead";

/** The stages that do something, and where a run stands among them. */
export function stagesOf({ stage }: Pick<Run, "stage">): { stage: RunStage; state: StageState }[] {
  const at = stage === null ? RUN_STAGES.length : RUN_STAGES.indexOf(stage);
  return RUN_STAGES.slice(1).map((each, index) => ({
    stage: each,
    state: index + 1 < at ? "done" : index + 1 === at ? "current" : "ahead",
  }));
}
