import { Worker } from "node:worker_threads";

/** Ends this process if something takes forever, which no timer of its own thread can tell. */
export interface Watchdog {
  /** What is done from now on, so that it can be told what never ended. */
  begin(number: number): void;
  stop(): Promise<void>;
}

const SCRIPT = `
const { workerData } = require("node:worker_threads");
const { writeSync } = require("node:fs");
const { shared, limitMs, what } = workerData;
const state = new Int32Array(shared);
for (let last = state[0]; ; last = state[0]) {
  if (Atomics.wait(state, 1, 0, limitMs) !== "timed-out") break;
  if (state[0] !== last) continue;
  writeSync(2, what + " " + last + " does not end\\n");
  process.kill(process.pid, "SIGKILL");
}`;

export function startWatchdog(what: string, limitMs: number): Watchdog {
  const shared = new SharedArrayBuffer(8);
  const state = new Int32Array(shared);
  const worker = new Worker(SCRIPT, { eval: true, workerData: { shared, limitMs, what } });
  const ended = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
  return {
    begin: (number) => void Atomics.store(state, 0, number),
    async stop() {
      Atomics.store(state, 1, 1);
      Atomics.notify(state, 1);
      await ended;
    },
  };
}
