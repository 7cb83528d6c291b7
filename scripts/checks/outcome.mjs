/**
 * What a step of the tests came to.
 * @typedef {object} Outcome
 * @property {number} passed
 * @property {number} failed
 * @property {readonly string[]} skipped what was not run, each with its reason
 * @property {readonly string[]} [unsteady] what failed first and passed when it was tried again; it is among `passed`
 * @property {string} [output] shown when something failed
 */

/** @typedef {{ id: string, title: string, run: () => Promise<Outcome> }} Step */

/**
 * A check that either holds or not counts as one test.
 * @param {import("../setup/command.mjs").CommandResult} result
 * @returns {Outcome}
 */
export function outcomeOfCommand({ code, output, timedOut }) {
  if (code === 0) return { passed: 1, failed: 0, skipped: [] };
  return failure(
    timedOut ? `${output}\nIt did not end in time and was stopped.` : output || `Exit code ${code}, no output.`,
  );
}

/**
 * @param {string} output
 * @returns {Outcome}
 */
export function failure(output) {
  return { passed: 0, failed: 1, skipped: [], output };
}
