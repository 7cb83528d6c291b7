import type { Cluster } from "@faultline/contract";
import { countOf } from "../ui/format-number.ts";
import { visibleLine } from "../ui/visible-text.ts";
import { clusterSearch } from "./cluster-search.ts";
import type { ChartSpec } from "./chart-spec.ts";
import { shorten } from "./shorten.ts";

const TICK_CHARACTERS = 34;
const EXAMPLE_CHARACTERS = 90;
const SHOWN = 10;

/** The groups of errors with the most entries. */
export function topErrorClusters(all: readonly Cluster[]): ChartSpec {
  const clusters = all.slice(0, SHOWN);
  const names = clusters.map(({ label }) => visibleLine(label));
  const first = clusters[0];
  return {
    kind: "bar",
    name: "Top Error Clusters",
    subtitle: "Groups of similar errors with the most entries",
    alternative: first
      ? `Bar chart of ${countOf(clusters.length, "group", "groups")} of errors; the largest, ${names[0]}, has ${countOf(first.count, "entry", "entries")}.`
      : "Bar chart without data: there is no error.",
    labelHeading: "Cluster",
    labels: names,
    ticks: names.map((name) => shorten(name, TICK_CHARACTERS)),
    series: [{ name: "Entries", token: "error", values: clusters.map(({ count }) => count) }],
    detailsOf: (label) => {
      const example = clusters[label]?.example_message;
      return example === undefined ? [] : [shorten(visibleLine(example), EXAMPLE_CHARACTERS)];
    },
    selectionOf: (_series, label) => {
      const cluster = clusters[label];
      return cluster ? clusterSearch(cluster) : null;
    },
  };
}
