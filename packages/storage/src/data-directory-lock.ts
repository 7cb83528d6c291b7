import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, realpath, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

/** Another process has the data directory open; only one may. */
export class DataDirectoryInUseError extends Error {
  readonly code = "data_directory_in_use";
  constructor(dataDir: string, pid: number) {
    super(`The data directory ${dataDir} is in use by process ${pid}. Stop that one, or choose another directory.`);
  }
}

export interface DataDirectoryLock {
  release(): Promise<void>;
}

interface Owner {
  readonly pid: number;
  /** When the process started, as the system tells it: a pid alone may by now be someone else's. */
  readonly started: string;
}

// The stores of one process share its lock.
const held = new Map<string, { holders: number; file: string }>();
let turn: Promise<unknown> = Promise.resolve();

/**
 * Makes this process the only one that may open the directory's engines. A lock whose process is gone is taken over.
 * @throws DataDirectoryInUseError
 */
export function lockDataDirectory(dataDir: string): Promise<DataDirectoryLock> {
  return inTurn(async () => {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    const directory = await realpath(dataDir);
    const lock = held.get(directory) ?? { holders: 0, file: join(directory, "lock") };
    if (lock.holders === 0) await acquire(directory, lock.file);
    lock.holders++;
    held.set(directory, lock);
    let released = false;
    const release = async () => {
      if (released) return;
      released = true;
      if (--lock.holders > 0) return;
      held.delete(directory);
      await rm(lock.file, { force: true });
    };
    return { release: () => inTurn(release) };
  });
}

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const result = turn.then(work);
  turn = result.catch(() => undefined);
  return result;
}

async function acquire(directory: string, file: string): Promise<void> {
  const claim = join(directory, `lock.${randomUUID()}`);
  const owner: Owner = { pid: process.pid, started: (await startOf(process.pid)) ?? "" };
  await writeFile(claim, JSON.stringify(owner));
  try {
    while (!(await linkUnlessExists(claim, file))) {
      const found = await readOwner(file);
      if (found === null) continue;
      if (await isRunning(found)) throw new DataDirectoryInUseError(directory, found.pid);
      await removeStale(directory, file, found);
    }
  } finally {
    await rm(claim, { force: true });
  }
}

/** Linking is atomic and the file complete from the start. */
async function linkUnlessExists(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Moves the lock away and looks again: if another process was quicker, it is that one's lock, and is put back. */
async function removeStale(directory: string, file: string, stale: Owner): Promise<void> {
  const moved = join(directory, `lock.${randomUUID()}`);
  await rename(file, moved).catch(ignoreMissing);
  const owner = await readOwner(moved);
  if (owner !== null && (owner.pid !== stale.pid || owner.started !== stale.started))
    await linkUnlessExists(moved, file);
  await rm(moved, { force: true });
}

/** Null if there is no lock; an owner that cannot be running if what is there is not one of ours. */
async function readOwner(file: string): Promise<Owner | null> {
  const text = await readFile(file, "utf8").catch(ignoreMissing);
  if (text === undefined) return null;
  try {
    const { pid, started } = JSON.parse(text) as Partial<Owner>;
    return { pid: pid ?? 0, started: started ?? "" };
  } catch {
    return { pid: 0, started: "" };
  }
}

async function isRunning(owner: Owner): Promise<boolean> {
  return owner.started !== "" && (await startOf(owner.pid)) === owner.started;
}

/** When a process started; null if there is none with this pid. */
async function startOf(pid: number): Promise<string | null> {
  if (process.platform === "linux") {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
    if (stat === null) return null;
    const boot = await readFile("/proc/sys/kernel/random/boot_id", "utf8").catch(() => "");
    // proc(5): field 22 is starttime; the second field, in parentheses, may contain anything.
    return `${boot.trim()} ${stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]}`;
  }
  const listed = await promisify(execFile)("ps", ["-o", "lstart=", "-p", String(pid)]).catch(() => null);
  return listed === null ? null : listed.stdout.trim();
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === "ENOENT") return undefined;
  throw error;
}
