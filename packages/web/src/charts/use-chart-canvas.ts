import { useSyncExternalStore, type ComponentType } from "react";
import type { ChartCanvasProps } from "./chart-canvas.tsx";

interface CanvasScript {
  readonly Canvas: ComponentType<ChartCanvasProps> | null;
  readonly isFailed: boolean;
}

let current: CanvasScript = { Canvas: null, isFailed: false };
let isAskedFor = false;
const listeners = new Set<() => void>();

function become(next: CanvasScript): void {
  current = next;
  for (const listener of listeners) listener();
}

/** Asks for the script, for all charts; once more where it was asked for before. */
export function loadChartCanvas(): void {
  isAskedFor = true;
  become({ Canvas: null, isFailed: false });
  import("./chart-canvas.tsx").then(
    (module) => become({ Canvas: module.default, isFailed: false }),
    () => become({ Canvas: null, isFailed: true }),
  );
}

/** Chart.js comes after the page: what can be read without it is there at once. A page of charts asks for it as it begins. */
export function prepareCharts(): void {
  if (!isAskedFor) loadChartCanvas();
}

/** What charts are drawn with, null until it is there. */
export function useChartCanvas(): CanvasScript {
  return useSyncExternalStore(subscribe, () => current);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  prepareCharts();
  return () => listeners.delete(listener);
}
