import { failure } from "./outcome.mjs";

/** A step that fails shows the end of its output. */
const MAX_LINES_SHOWN = 150;

/** @typedef {import("./outcome.mjs").Step & import("./outcome.mjs").Outcome & { ms: number }} Finished */

/**
 * Runs each step, whatever became of the ones before, then says how all of them ended.
 * @param {readonly import("./outcome.mjs").Step[]} steps
 * @param {readonly string[]} leftOut steps that were not asked for
 * @returns {Promise<boolean>} whether all passed
 */
export async function runSteps(steps, leftOut) {
  /** @type {Finished[]} */
  const finished = [];
  for (const step of steps) {
    console.log(`\n── ${step.title}`);
    const startedAt = performance.now();
    const outcome = await step.run().catch((/** @type {unknown} */ error) => failure(String(error)));
    const ms = performance.now() - startedAt;
    if (outcome.failed > 0) console.log(lastLines(outcome.output ?? ""));
    console.log(`   ${verdict(outcome)} in ${seconds(ms)}`);
    finished.push({ ...step, ...outcome, ms });
  }
  printSummary(finished, leftOut);
  return finished.every(({ failed }) => failed === 0);
}

/**
 * @param {readonly Finished[]} finished
 * @param {readonly string[]} leftOut
 */
function printSummary(finished, leftOut) {
  const width = Math.max(...finished.map(({ title }) => title.length));
  console.log("\n── Summary");
  for (const step of finished) {
    console.log(
      `   ${step.failed > 0 ? "✗" : "✓"} ${step.title.padEnd(width)}  ${seconds(step.ms).padStart(7)}  ${verdict(step)}`,
    );
  }
  for (const step of finished)
    for (const what of step.unsteady ?? []) console.log(`   passed at the second try: ${step.title}: ${what}`);
  const skipped = finished.flatMap((step) => step.skipped.map((what) => `${step.title}: ${what}`));
  for (const what of [...skipped, ...leftOut.map((id) => `${id}: left out by --only`)])
    console.log(`   skipped: ${what}`);
  /** @param {(step: Finished) => number} count */
  const sum = (count) => finished.reduce((total, step) => total + count(step), 0);
  const took = seconds(sum(({ ms }) => ms));
  console.log(`   ${skipped.length + leftOut.length === 0 ? "Nothing was skipped. " : ""}Took ${took}.\n`);
  console.log(
    `${sum(({ passed }) => passed)} passed, ${sum(({ failed }) => failed)} failed, ${skipped.length + leftOut.length} skipped`,
  );
}

/** @param {import("./outcome.mjs").Outcome} outcome */
function verdict({ passed, failed, skipped }) {
  const parts = [
    passed > 0 && `${passed} passed`,
    failed > 0 && `${failed} failed`,
    skipped.length > 0 && `${skipped.length} skipped`,
  ];
  return parts.filter(Boolean).join(", ") || "nothing was run";
}

/** @param {number} ms */
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/** @param {string} output */
function lastLines(output) {
  const lines = output.trimEnd().split("\n");
  const hidden = lines.length - MAX_LINES_SHOWN;
  return hidden > 0 ? [`… ${hidden} lines before`, ...lines.slice(hidden)].join("\n") : lines.join("\n");
}
