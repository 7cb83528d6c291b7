import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { constants, setPriority } from "node:os";

/** Half of the time, as a run that gives way. */
const SPELL_MS = 20;
const CODE = `
  const work = () => {
    for (const end = performance.now() + ${SPELL_MS}; performance.now() < end;);
    setTimeout(work, ${SPELL_MS});
  };
  work();`;

/**
 * A process that has nothing to do with the server and keeps one processor busy for half of the time, at the priority of the
 * thread that analyses: what requests take longer beside it is the machine's doing.
 * @returns how to end it
 */
export function startBusyProcess(): () => Promise<void> {
  const child: ChildProcess = spawn(process.execPath, ["-e", CODE], { stdio: "ignore" });
  setPriority(child.pid!, constants.priority.PRIORITY_BELOW_NORMAL);
  return async () => {
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  };
}
