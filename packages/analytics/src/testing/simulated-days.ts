import { RandomSource } from "../random-source.ts";
import { drawFactor } from "./random-draws.ts";
import type { SystemOptions } from "./simulated-system.ts";

/** 2-minute windows of a day. */
export const DAY = 720;

export type Background = (seed: number) => Pick<SystemOptions, "windowCount" | "loadAt" | "jobsAt">;

const hourOf = (window: number): number => ((window % DAY) / DAY) * 24;

/** Nights at a fifth of the noon's load, a dent at lunch. */
function daily(window: number): number {
  const hour = hourOf(window);
  const noon = Math.cos(((hour - 13.5) / 24) * 2 * Math.PI);
  return 1 + 0.65 * noon - 0.12 * Math.exp(-(((hour - 12.5) / 0.8) ** 2));
}

/** Opening hours: steep within the half hour, as where people begin to work. */
function officeHours(window: number): number {
  const hour = hourOf(window);
  const rise = (at: number): number => 1 / (1 + Math.exp(-(hour - at) * 8));
  return 0.2 + 1.6 * (rise(8.5) - rise(17.5));
}

const isWeekend = (window: number): boolean => Math.floor(window / DAY) % 7 >= 5;

/** Some windows in a row at random times: about so many a day. */
function irregular(windowCount: number, perDay: number, seed: number): Float64Array {
  const random = RandomSource.fromSeed(seed + 7_000);
  const loads = new Float64Array(windowCount);
  for (let i = 0; i < (perDay * windowCount) / DAY; i++) {
    const start = random.nextInteger(windowCount);
    const length = 1 + random.nextInteger(3);
    for (let w = start; w < Math.min(windowCount, start + length); w++) loads[w] += 2.5 * drawFactor(0.3, random);
  }
  return loads;
}

/** Healthy systems, by name. */
export const BACKGROUNDS: Readonly<Record<string, Background>> = {
  steady: () => ({ windowCount: DAY, loadAt: () => 1 }),
  "daily rhythm": () => ({ windowCount: DAY, loadAt: daily }),
  "daily rhythm, 5 days": () => ({ windowCount: 5 * DAY, loadAt: daily }),
  "office hours": () => ({ windowCount: DAY, loadAt: officeHours }),
  "weekly rhythm": () => ({
    windowCount: 14 * DAY,
    loadAt: (window) => daily(window) * (isWeekend(window) ? 0.4 : 1),
  }),
  "hourly jobs": (seed) => ({
    windowCount: DAY,
    loadAt: () => 1,
    jobsAt: (window) => ((window + seed) % 30 === 7 ? 3 : (window + seed) % 120 < 3 ? 6 : 0),
  }),
  "irregular jobs": (seed) => {
    const jobs = irregular(DAY, 30, seed);
    return { windowCount: DAY, loadAt: () => 1, jobsAt: (window) => jobs[window]! };
  },
};
