// What runs of the analytics are made of, for whoever has counted entries without a store.
export { chooseRange } from "./analysis-range.ts";
export { clusterResults, timelineGrid } from "./cluster-results.ts";
export { analyseErrors } from "./error-analysis.ts";
export { analyseWindows, type FoundAnomaly, type WindowAnswer, type WindowQuestion } from "./window-analysis.ts";
