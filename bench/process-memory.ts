import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

interface ProcessRow {
  readonly pid: number;
  readonly parent: number;
  readonly residentBytes: number;
}

/** Resident memory of one process in bytes; 0 once it has ended. To look at all of them takes a hundred times longer. */
export function residentBytesOf(pid: number): number {
  if (process.platform !== "linux") return residentBytesOfTree(pid);
  try {
    return Number(/^VmRSS:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** Resident memory of a process and all its descendants, in bytes; 0 once it has ended. */
export function residentBytesOfTree(root: number): number {
  const rows = process.platform === "linux" ? readProc() : readPs();
  const members = new Set([root]);
  // Parents have been started before their children, but pids wrap around: repeat until nothing is added.
  for (let before = 0; before !== members.size;) {
    before = members.size;
    for (const { pid, parent } of rows) if (members.has(parent)) members.add(pid);
  }
  return rows.filter(({ pid }) => members.has(pid)).reduce((sum, { residentBytes }) => sum + residentBytes, 0);
}

function readProc(): ProcessRow[] {
  return readdirSync("/proc").flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const status = readFileSync(`/proc/${name}/status`, "utf8");
      const field = (label: string) => Number(new RegExp(`^${label}:\\s*(\\d+)`, "m").exec(status)?.[1] ?? 0);
      return [{ pid: Number(name), parent: field("PPid"), residentBytes: field("VmRSS") * 1024 }];
    } catch {
      // It ended while we looked.
      return [];
    }
  });
}

function readPs(): ProcessRow[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,rss="], { encoding: "utf8" }).trim().split("\n");
  return lines.map((line) => {
    const [pid = 0, parent = 0, kibibytes = 0] = line.trim().split(/\s+/).map(Number);
    return { pid, parent, residentBytes: kibibytes * 1024 };
  });
}
