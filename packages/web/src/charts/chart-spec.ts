import type { Level } from "@faultline/logs";

/** The entries behind a point, a bar or a segment: what the explorer is opened with. */
export interface Selection {
  readonly level?: Level;
  readonly service?: string;
  readonly start?: string;
  readonly end?: string;
}

export interface Series {
  readonly name: string;
  /** Name of the CSS variable of its colour, without the dashes; the same series has the same one in every chart. */
  readonly token: string;
  /** Counts, one per label. */
  readonly values: readonly number[];
  /** Fills the area beneath the line. */
  readonly filled?: boolean;
}

/** A chart as data: what it says, in words, numbers and colours, before anything is drawn. */
export interface ChartSpec {
  readonly kind: "doughnut" | "bar" | "line" | "radar";
  readonly name: string;
  readonly subtitle: string;
  /** What one sees in it, in a sentence or two. */
  readonly alternative: string;
  /** Heading of the table's first column. */
  readonly labelHeading: string;
  readonly labels: readonly string[];
  /** Shorter labels for the axis, where the labels are long. */
  readonly ticks?: readonly string[];
  readonly series: readonly Series[];
  /** For kinds whose colours go by label and not by series: one token per label. */
  readonly labelTokens?: readonly string[];
  readonly selectionOf: (series: number, label: number) => Selection | null;
}

export function isEmpty(spec: ChartSpec): boolean {
  return spec.series.every((series) => series.values.every((value) => value === 0));
}
