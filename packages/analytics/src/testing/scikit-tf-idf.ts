import type { TfIdfOptions } from "../tf-idf.ts";

export interface ScikitParameters {
  sublinear_tf?: boolean;
  smooth_idf?: boolean;
  norm?: "l2" | null;
  ngram_range?: [number, number];
  min_df?: number;
  max_df?: number;
  max_features?: number;
}

export function tfIdfOptionsOf(params: ScikitParameters): TfIdfOptions {
  return {
    sublinearTf: params.sublinear_tf ?? false,
    smoothIdf: params.smooth_idf ?? true,
    norm: params.norm === undefined ? "l2" : params.norm,
    ngramRange: params.ngram_range ?? [1, 1],
    minDf: params.min_df ?? 1,
    maxDf: { share: params.max_df ?? 1 },
    ...(params.max_features === undefined ? {} : { maxFeatures: params.max_features }),
  };
}
