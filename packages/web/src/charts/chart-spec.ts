import type { Level } from "@faultline/logs";

/** What the explorer is opened with: the entries behind a point, a bar or a segment. */
export interface Selection {
  readonly level?: Level;
  readonly service?: string;
  /** In the search language. */
  readonly q?: string;
  readonly start?: string;
  readonly end?: string;
}

/** How values are written: counts of something, scores of 0–1, or shares of 0–1. */
export type Unit = "count" | "score" | "share";

export interface Series {
  readonly name: string;
  /** Name of the CSS variable of its colour, without the dashes; the same series has the same one in every chart. */
  readonly token: string;
  /** One per label. */
  readonly values: readonly number[];
  readonly unit?: Unit;
  /** Fills the area beneath the line. */
  readonly filled?: boolean;
  /** Has the axis on the right, as what it counts is not what the others count. */
  readonly onRight?: boolean;
  /** The indexes of values with a mark of their own on the line. */
  readonly marked?: ReadonlySet<number>;
}

/** ISO 8601 times, the end exclusive. */
export interface Interval {
  readonly start: string;
  readonly end: string;
}

/** A chart as data: what it says, in words, numbers and colours, before anything is drawn. */
export interface ChartSpec {
  /** `bar` lies, `column` stands. */
  readonly kind: "doughnut" | "bar" | "column" | "line" | "radar";
  readonly name: string;
  readonly subtitle: string;
  /** What one sees in it, in a sentence or two. */
  readonly alternative: string;
  /** Heading of the table's first column. */
  readonly labelHeading: string;
  readonly labels: readonly string[];
  /** Shorter labels for the axis, where the labels are long. */
  readonly ticks?: readonly string[];
  /** Of a chart over time what each label covers: a range of it can be selected. */
  readonly intervals?: readonly Interval[];
  readonly series: readonly Series[];
  /** The series stand on one another. */
  readonly stacked?: boolean;
  /** For kinds whose colours go by label and not by series: one token per label. */
  readonly labelTokens?: readonly string[];
  /** Where on the axis the colour of a line changes, from the lowest on: the token from each value upwards. */
  readonly bands?: readonly { readonly from: number; readonly token: string }[];
  /** More about a label than its values: lines of the tooltip. */
  readonly detailsOf?: (label: number) => readonly string[];
  readonly selectionOf: (series: number, label: number) => Selection | null;
}

export function isEmpty(spec: ChartSpec): boolean {
  return spec.series.every((series) => series.values.every((value) => value === 0));
}

/** The token of the band that a value is in. */
export function bandToken(bands: NonNullable<ChartSpec["bands"]>, value: number): string {
  return bands.findLast(({ from }) => value >= from)?.token ?? bands[0]?.token ?? "accent";
}
