import type { NamedCounts } from "../named-counts.ts";
import type { RandomSource } from "../random-source.ts";
import { drawFactor, drawPoisson } from "./random-draws.ts";

/** What the analyses are given of a range of 2-minute windows. */
export interface SimulatedRange {
  readonly windowCount: number;
  readonly features: Float64Array;
  /** Errors and warnings by template. */
  readonly templates: NamedCounts;
  readonly services: NamedCounts;
}

/** What one window of the system is about to log, in mean counts; an incident changes it. */
export interface WindowPlan {
  /** Entries of each service, whatever their level. */
  readonly serviceLoads: number[];
  /** Entries of each template of {@link TEMPLATES}. */
  readonly templateLoads: number[];
  /** Entries of level info beyond the services' usual, of one service. */
  extraInfos: number;
}

export interface SystemOptions {
  readonly windowCount: number;
  /** 1 is about 150 entries a window. */
  readonly volume: number;
  /** The factor by which the load of a window differs from the mean, by the hour or the weekday, say. */
  readonly loadAt: (window: number) => number;
  /** Entries of a job in a window, as a multiple of the mean load, by one service. */
  readonly jobsAt?: (window: number) => number;
  readonly incident?: (window: number, plan: WindowPlan) => void;
}

/** Mean entries of each service in a window, at volume 1. */
export const SERVICE_LOADS = [52, 36, 24, 14, 10, 7, 4, 2.5] as const;
/** Which service the jobs belong to. */
const JOB_SERVICE = 3;

const COMMON_WARNINGS = [2.2, 1.1, 0.6, 0.2];
const COMMON_ERRORS = [0.35, 0.12, 0.05];
/** Errors and warnings that come about once a day, as any system has: what is seen first need not be an incident. */
const RARE = Array.from({ length: 24 }, (_, i) => 0.0005 * (1 + (i % 5)));
const NEW = 1;
/** Mean entries of each template in a window at volume 1: warnings, errors, rare ones of both, one never seen. */
const TEMPLATES = [...COMMON_WARNINGS, ...COMMON_ERRORS, ...RARE, ...Array<number>(NEW).fill(0)];
export const WARNING_TEMPLATE = 1;
export const ERROR_TEMPLATE = COMMON_WARNINGS.length;
export const NEW_TEMPLATE = TEMPLATES.length - 1;
const isWarning = (template: number): boolean =>
  template < COMMON_WARNINGS.length || (template !== NEW_TEMPLATE && template % 3 === 0 && template > 6);

const DEBUG_SHARE = 0.2;
/** Counts vary more than Poisson's: the load of the system by this, and of each service by that. */
const LOAD_VARIATION = 0.06;
const SERVICE_VARIATION = 0.12;
/** An error that happens is often logged more than once: by a retry, say. */
const REPEAT_CHANCE = 0.25;

export function simulateSystem(options: SystemOptions, random: RandomSource): SimulatedRange {
  const { windowCount } = options;
  const features = new Float64Array(windowCount * 7);
  const templates = cells(TEMPLATES.map((_, i) => `template ${i}`));
  const services = cells(SERVICE_LOADS.map((_, i) => `service ${i}`));
  for (let window = 0; window < windowCount; window++) {
    const plan = planOf(window, options, random);
    let [errors, warnings, infos, debugs, present] = [0, 0, 0, 0, 0];
    plan.templateLoads.forEach((mean, template) => {
      const count = drawRepeated(mean, random);
      templates.add(window, template, count);
      if (isWarning(template)) warnings += count;
      else errors += count;
    });
    const problems = errors + warnings;
    const all = plan.serviceLoads.reduce((sum, load) => sum + load, 0);
    let problemsLeft = problems;
    plan.serviceLoads.forEach((mean, service) => {
      const share = all === 0 ? 0 : Math.min(problemsLeft, Math.round((problems * mean) / all));
      problemsLeft -= share;
      const debug = drawPoisson(mean * DEBUG_SHARE, random);
      const info = drawPoisson(mean * (1 - DEBUG_SHARE), random);
      const extra = service === 0 ? drawPoisson(plan.extraInfos, random) : 0;
      debugs += debug;
      infos += info + extra;
      const count = debug + info + extra + share;
      if (count > 0) present++;
      services.add(window, service, count);
    });
    const total = problems + infos + debugs;
    features.set([total, errors, warnings, infos, debugs, total === 0 ? 0 : errors / total, present], window * 7);
  }
  return { windowCount, features, templates: templates.end(), services: services.end() };
}

function planOf(window: number, options: SystemOptions, random: RandomSource): WindowPlan {
  const load = options.volume * options.loadAt(window) * drawFactor(LOAD_VARIATION, random);
  const job = (options.jobsAt?.(window) ?? 0) * options.volume * 150;
  const plan: WindowPlan = {
    serviceLoads: SERVICE_LOADS.map(
      (mean, service) => mean * load * drawFactor(SERVICE_VARIATION, random) + (service === JOB_SERVICE ? job : 0),
    ),
    templateLoads: TEMPLATES.map((mean) => mean * load),
    extraInfos: 0,
  };
  options.incident?.(window, plan);
  return plan;
}

function drawRepeated(mean: number, random: RandomSource): number {
  const count = drawPoisson(mean * (1 - REPEAT_CHANCE), random);
  return mean > 1 ? count + drawPoisson(mean * REPEAT_CHANCE, random) : repeat(count, random);
}

function repeat(count: number, random: RandomSource): number {
  let all = 0;
  for (let i = 0; i < count; i++) {
    do all++;
    while (random.nextFloat() < REPEAT_CHANCE);
  }
  return all;
}

function cells(names: readonly string[]) {
  const [windows, keys, counts]: [number[], number[], number[]] = [[], [], []];
  return {
    add(window: number, key: number, count: number): void {
      if (count === 0) return;
      windows.push(window);
      keys.push(key);
      counts.push(count);
    },
    end: (): NamedCounts => ({
      names,
      windows: Int32Array.from(windows),
      keys: Int32Array.from(keys),
      counts: Float64Array.from(counts),
    }),
  };
}
