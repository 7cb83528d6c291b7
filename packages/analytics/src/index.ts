// Arrays of numbers in, arrays of numbers out: no clock, no disk, no randomness but from a seed, and no import.

/** What the log analyses are made of: unusual windows, and kinds of error. */
export { clusterErrors, type ErrorCluster, type ErrorClusterOptions } from "./error-clusters.ts";
export { type NamedCounts, type NamedDeparture } from "./named-counts.ts";
export {
  findWindowAnomalies,
  type WindowAnomalies,
  type WindowAnomalyOptions,
  type WindowFinding,
} from "./window-anomalies.ts";
export {
  type Departure,
  describeReasons,
  type Reasons,
  WINDOW_FEATURES,
  type WindowFeature,
} from "./window-features.ts";

export {
  type AssignedShapes,
  commonText,
  extendTemplates,
  type ExtendedTemplates,
} from "./templates/extend-templates.ts";
export { mineTemplates, type Template } from "./templates/mine-templates.ts";

/** The methods by themselves. */
export { averageLinkage, type AverageLinkageOptions, type Linkage } from "./average-linkage.ts";
export { csrFromDense, type CsrMatrix } from "./csr-matrix.ts";
export {
  averagePathLength,
  type DenseMatrix,
  growIsolationForest,
  type IsolationForest,
  type IsolationForestOptions,
  scoreRows,
  scoreThreshold,
} from "./isolation-forest.ts";
export { kMeans, type KMeans, type KMeansOptions, nearestCenters } from "./k-means.ts";
export { median, percentile } from "./percentile.ts";
export { RandomSource } from "./random-source.ts";
export { type DocumentFrequency, tfIdf, type TfIdf, type TfIdfOptions, wordTokens } from "./tf-idf.ts";
