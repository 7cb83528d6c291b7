/** One quantity from window to window, and how far each window is from what is usual for it. */
export interface Measure {
  readonly values: Float64Array;
  /** Robust z-scores. */
  readonly z: Float64Array;
  /** What is usual in a window, and the usual range: within 2.5 deviations. */
  usualAt(window: number): UsualRange;
  /** Stretches whose level is less than before and after, where single windows of it are usual by chance. */
  readonly falls: readonly WindowStretch[];
  /** Whether the mean of some windows matters, however narrow the usual range is. */
  isMaterial(start: number, end: number): boolean;
}

/** From the first to before the end. */
export interface WindowStretch {
  readonly from: number;
  readonly to: number;
}

export interface UsualRange {
  readonly usual: number;
  readonly low: number;
  readonly high: number;
}

/** Of 2, 2.5 and 3 median deviations, Leys et al. (2013) recommend 2.5 to tell what is unusual. */
export const RANGE_Z = 2.5;
