import type { Cluster } from "@faultline/contract";

/** The clusters that have each word of the text in them, in any case. */
export function findClusters(clusters: readonly Cluster[], text: string): Cluster[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return clusters.filter(({ label, keywords, example_message, services }) => {
    const own = [label, keywords, example_message, ...services.map(({ service }) => service)].join("\n").toLowerCase();
    return words.every((word) => own.includes(word));
  });
}
