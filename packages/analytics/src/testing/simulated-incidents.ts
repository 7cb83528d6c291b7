import type { WindowPlan } from "./simulated-system.ts";
import { ERROR_TEMPLATE, NEW_TEMPLATE, SERVICE_LOADS, WARNING_TEMPLATE } from "./simulated-system.ts";

/** How an incident changes what a window logs. */
export type IncidentEffect = (plan: WindowPlan, volume: number) => void;

export interface IncidentSize {
  /** What it does, in words. */
  readonly size: string;
  readonly apply: IncidentEffect;
}

function scale(plan: WindowPlan, factor: number): void {
  plan.serviceLoads.forEach((load, i) => (plan.serviceLoads[i] = load * factor));
  plan.templateLoads.forEach((load, i) => (plan.templateLoads[i] = load * factor));
}

/** Noise grows with the square root of the volume, and so does an effect of the same size. */
const errors = (count: number): IncidentSize => ({
  size: `+${count} errors`,
  apply: (plan, volume) => void (plan.templateLoads[ERROR_TEMPLATE]! += count * Math.sqrt(volume)),
});
const warnings = (count: number): IncidentSize => ({
  size: `+${count} warnings`,
  apply: (plan, volume) => void (plan.templateLoads[WARNING_TEMPLATE]! += count * Math.sqrt(volume)),
});
const traffic = (factor: number): IncidentSize => ({
  size: `traffic × ${factor}`,
  apply: (plan) => scale(plan, factor),
});
const silent = (service: number): IncidentSize => ({
  size: `service of ${SERVICE_LOADS[service]} entries`,
  apply: (plan) => void (plan.serviceLoads[service] = 0),
});
const newType = (count: number): IncidentSize => ({
  size: `${count} of a new error`,
  apply: (plan) => void (plan.templateLoads[NEW_TEMPLATE] = count),
});
const flood = (factor: number): IncidentSize => ({
  size: `+${factor} × usual entries`,
  apply: (plan, volume) => void (plan.extraInfos = factor * 150 * volume),
});

/** Sizes from small to large, for windows of about 150 entries, 0.6 errors and 4 warnings at volume 1. */
export const INCIDENTS: Readonly<Record<string, readonly IncidentSize[]>> = {
  "error burst": [errors(8), errors(20), errors(80)],
  "latency warnings": [warnings(15), warnings(30), warnings(100)],
  "traffic surge": [traffic(2), traffic(3), traffic(6)],
  "traffic loss": [traffic(0.4), traffic(0.15), traffic(0)],
  "one service silent": [silent(5), silent(3), silent(1)],
  "new error type": [newType(3), newType(6), newType(12)],
  "log flood": [flood(1.5), flood(5), flood(30)],
};
