// How right the analytics are: `npm run bench:accuracy [-- seeds]`. Fails where a figure misses what is demanded.
import { resolve } from "node:path";
import { clusterCounts } from "./cluster-accuracy.ts";
import { reportGrouping } from "./grouping.ts";
import { scikitAgreement } from "./scikit-agreement.ts";
import { healthyDays, type IncidentCase, incidentCases, precisionAndRecall } from "./window-accuracy.ts";

const seeds = Number(process.argv[2] ?? 1);
const misses: string[] = [];

function demand(isMet: boolean, what: string): void {
  if (!isMet) misses.push(what);
}

function print(title: string, rows: readonly object[]): void {
  console.log(`\n${title}\n`);
  const columns = Object.keys(rows[0] ?? {});
  console.log(`| ${columns.join(" | ")} |\n|${columns.map(() => " --- |").join("")}`);
  for (const row of rows) console.log(`| ${Object.values(row).map(shown).join(" | ")} |`);
}

function shown(value: unknown): string {
  if (typeof value !== "number" || Number.isInteger(value)) return String(value);
  return Math.abs(value) < 1e-5 ? value.toExponential(1) : value.toFixed(4);
}

const agreement = scikitAgreement();
if (agreement === null) console.log("scikit-learn's results are not there: set FAULTLINE_CORPUS");
else print("Against scikit-learn", agreement);
for (const { what, difference, allowed } of agreement ?? []) demand(difference <= allowed, what);

const healthy = healthyDays(2 * seeds);
print("Share of windows flagged on healthy days", healthy);
for (const { background, volume, ...shares } of healthy) {
  demand(shares["flagged on average"] <= 0.01, `healthy ${background} at volume ${volume}`);
}

const cases = incidentCases(seeds);
const tables: [string, (each: IncidentCase) => string][] = [
  ["by kind", ({ kind }) => kind],
  ["by size of effect", ({ kind, size }) => `${kind}: ${size}`],
  ["by background", ({ background }) => background],
  ["by volume", ({ volume }) => `volume ${volume}`],
  ["by length", ({ length }) => `${length} windows`],
  ["in all", () => "all"],
];
for (const [title, keyOf] of tables) print(`Incidents, ${title}`, precisionAndRecall(cases, keyOf));
for (const { key, precision, recall } of precisionAndRecall(cases, ({ kind }) => kind)) {
  demand(precision >= 0.9 && recall >= 0.9, `${key}: precision ${shown(precision)}, recall ${shown(recall)}`);
}

const clusters = clusterCounts(10 * seeds);
print("Clusters of generated errors", clusters);
for (const { kinds, ...found } of clusters) {
  demand(found["fewest clusters"] === kinds && found["most clusters"] === kinds, `clusters of ${kinds} kinds`);
}

const corpus = resolve(import.meta.dirname, "..", process.env.FAULTLINE_CORPUS ?? "../shared/data");
demand(reportGrouping(corpus), "grouping of templates");

for (const miss of misses) console.log(`\nmissed: ${miss}`);
process.exitCode = misses.length === 0 ? 0 : 1;
