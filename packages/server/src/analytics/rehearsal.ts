import { analyseErrors } from "./error-analysis.ts";
import { analyseWindows, type WindowQuestion } from "./window-analysis.ts";

/** A day of 2-minute windows. */
const WINDOWS = 720;
const SERVICES = 6;
const SHAPES = 20;
const TIMES = 3;

/** Analyses made-up data, so that the code is compiled and optimised once real data come. */
export function rehearse(): void {
  for (let time = 0; time < TIMES; time++) analyseWindows(madeUpDay());
  const messages = Array.from({ length: SHAPES }, (_, i) => `connection ${i} to host${i % 4} refused after ${i} ms`);
  for (let time = 0; time < TIMES; time++) analyseErrors({ messages, counts: messages.map((_, i) => i + 1) });
}

/** A day with a rhythm, and an hour in which errors surge. */
function madeUpDay(): WindowQuestion {
  const column = (valueAt: (window: number) => number) => Float64Array.from({ length: WINDOWS }, (_, i) => valueAt(i));
  const traffic = (window: number): number => Math.round(800 + 300 * Math.sin(window / 115) + ((window * 7919) % 61));
  const errors = (window: number): number => ((window * 31) % 7) + (window >= 400 && window < 430 ? 90 : 0);
  const spread = (names: number, countAt: (window: number, key: number) => number) => {
    const cells = Array.from({ length: WINDOWS * names }, (_, i) => [i % WINDOWS, Math.floor(i / WINDOWS)] as const);
    return {
      names: Array.from({ length: names }, (_, key) => String(key)),
      windows: Int32Array.from(cells, ([window]) => window),
      keys: Int32Array.from(cells, ([, key]) => key),
      counts: Float64Array.from(cells, ([window, key]) => countAt(window, key)),
    };
  };
  return {
    windows: {
      start: "2026-01-01T00:00:00Z",
      windowCount: WINDOWS,
      totalCount: column(traffic),
      errorCount: column(errors),
      warnCount: column((window) => (window * 13) % 11),
      infoCount: column((window) => Math.round(traffic(window) * 0.8)),
      debugCount: column((window) => Math.round(traffic(window) * 0.1)),
      uniqueServices: column(() => SERVICES),
    },
    windowSeconds: 120,
    isFirstPartial: false,
    isLastPartial: true,
    services: spread(SERVICES, (window, key) => Math.round(traffic(window + 40 * key) / SERVICES)),
    templates: spread(SHAPES, (window, key) => 1 + ((errors(window) * (key + 1)) % 9)),
    contamination: null,
  };
}
