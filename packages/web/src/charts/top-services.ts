import type { Summary } from "@faultline/contract";
import { countOf } from "../ui/format-number.ts";
import { visibleLine } from "../ui/visible-text.ts";
import type { ChartSpec } from "./chart-spec.ts";
import { shorten } from "./shorten.ts";

const TICK_CHARACTERS = 22;

export function topServices(summary: Summary): ChartSpec {
  const services = summary.top_services;
  const first = services[0];
  const names = services.map(({ service }) => visibleLine(service));
  return {
    kind: "bar",
    name: "Top Services",
    subtitle: "Services with the most entries",
    alternative: first
      ? `Bar chart of ${countOf(services.length, "service", "services")}; ${names[0]} has the most with ${countOf(first.count, "entry", "entries")}.`
      : "Bar chart without data: no entry names a service.",
    labelHeading: "Service",
    labels: names,
    ticks: names.map((name) => shorten(name, TICK_CHARACTERS)),
    series: [{ name: "Entries", token: "accent", values: services.map(({ count }) => count) }],
    selectionOf: (_series, label) => {
      const service = services[label]?.service;
      return service === undefined ? null : { service };
    },
  };
}
