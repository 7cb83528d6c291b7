import type { Cluster } from "@faultline/contract";
import { expect, test } from "vitest";
import { clusterSearch } from "../../charts/cluster-search.ts";
import { findClusters } from "./find-clusters.ts";

const cluster: Cluster = {
  id: 1,
  label: "timeout calling inventory",
  example_message: "Timeout calling inventory after 3000 ms",
  count: 12,
  keywords: "timeout, calling",
  first_seen: "2026-11-19T14:00:00.000Z",
  last_seen: "2026-11-19T14:05:00.123Z",
  services: [{ service: "checkout", count: 12 }],
  templates: [],
  timeline: { bucket_seconds: 60, buckets: [] },
  pipeline_run_id: 1,
  created_at: "2026-11-20T00:00:00.000Z",
};
const other: Cluster = { ...cluster, id: 2, label: "disk full", example_message: "Disk full", keywords: "disk" };

test("a cluster is found by all words in any of its parts, and by none given", () => {
  const found = (text: string) => findClusters([cluster, other], text).map(({ id }) => id);
  expect(found("")).toEqual([1, 2]);
  expect(found("CHECKOUT timeout")).toEqual([1]);
  expect(found("3000")).toEqual([1]);
  expect(found("timeout disk")).toEqual([]);
});

test("a cluster is opened by its number, from its first entry to its last", () => {
  expect(clusterSearch({ ...cluster, id: 7 })).toEqual({
    q: "cluster:7",
    start: "2026-11-19T14:00:00.000Z",
    end: "2026-11-19T14:05:00.124Z",
  });
  expect(clusterSearch({ ...cluster, id: 7, first_seen: null })).toEqual({ q: "cluster:7" });
});
