import { clusterErrors } from "@faultline/analytics";
import { SEED } from "./window-analysis.ts";

export interface ErrorQuestion {
  readonly messages: readonly string[];
  /** How often each occurred. */
  readonly counts: readonly number[];
}

/** Positions are those of the messages. */
export interface FoundCluster {
  readonly label: string;
  readonly keywords: readonly string[];
  readonly example: number;
  readonly members: readonly number[];
  readonly count: number;
}

/** Groups errors by wording, the largest group first. */
export function analyseErrors({ messages, counts }: ErrorQuestion): FoundCluster[] {
  return clusterErrors(messages, counts, { seed: SEED }).map((cluster) => ({
    ...cluster,
    members: Array.from(cluster.members),
  }));
}
