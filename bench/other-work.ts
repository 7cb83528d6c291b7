import { readFileSync } from "node:fs";
import { cpus } from "node:os";

const TICKS_PER_SECOND = 100;

/**
 * How many processors other processes than these, and those that they have started and that ended, are taking; 0 where the
 * system is not Linux.
 * @returns the mean since now
 */
export function watchOtherWork(pids: readonly number[]): () => number {
  if (process.platform !== "linux") return () => 0;
  const began = performance.now();
  const before = othersMs(pids);
  return () => (othersMs(pids) - before) / (performance.now() - began);
}

function othersMs(pids: readonly number[]): number {
  const all = cpus().reduce((sum, { times: { user, nice, sys, irq } }) => sum + user + nice + sys + irq, 0);
  return pids.reduce((rest, pid) => rest - processorMsOf(pid), all);
}

function processorMsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // utime, stime, cutime and cstime, after a name in which anything may stand.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS_PER_SECOND) * 1000;
}
