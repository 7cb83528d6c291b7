import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DataDirectoryInUseError, lockDataDirectory } from "./data-directory-lock.ts";

const SCRIPT = fileURLToPath(new URL("./testing/hold-data-directory.ts", import.meta.url));
const TSX = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

describe("The lock of a data directory", () => {
  let temporary: string;
  let dataDir: string;
  let others: ChildProcess[] = [];

  beforeEach(async () => {
    temporary = await mkdtemp(join(tmpdir(), "faultline-lock-"));
    dataDir = temporary;
  });
  afterEach(async () => {
    await Promise.all(others.map(kill));
    others = [];
    await rm(temporary, { recursive: true, force: true });
  });

  /** Starts another process that locks the directory; resolves to what it says. */
  async function lockElsewhere(): Promise<string> {
    const child = spawn(process.execPath, ["--import", TSX, SCRIPT, dataDir], { stdio: ["ignore", "pipe", "inherit"] });
    others.push(child);
    return new Promise((resolve) => child.stdout.once("data", (chunk: Buffer) => resolve(chunk.toString().trim())));
  }

  it("is shared by the stores of one process and given up by the last", async () => {
    const first = await lockDataDirectory(dataDir);
    const second = await lockDataDirectory(dataDir);
    await first.release();
    await first.release();
    expect(await lockElsewhere()).toBe("data_directory_in_use");
    await second.release();
    expect(await lockElsewhere()).toBe("held");
  });

  it("makes the directory, for its owner only", async () => {
    dataDir = join(dataDir, "new");
    const lock = await lockDataDirectory(dataDir);
    await lock.release();
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
  });

  it("is told apart by place, not by spelling", async () => {
    const real = join(dataDir, "real");
    await mkdir(real);
    await symlink(real, join(dataDir, "link"));
    const lock = await lockDataDirectory(real);
    dataDir = join(dataDir, "link");
    expect(await lockElsewhere()).toBe("data_directory_in_use");
    await lock.release();
  });

  it("names the process that has it", async () => {
    expect(await lockElsewhere()).toBe("held");
    const refused = lockDataDirectory(dataDir);
    await expect(refused).rejects.toThrow(DataDirectoryInUseError);
    await expect(refused).rejects.toThrow(`process ${others[0]!.pid}`);
  });

  it("is taken over from a process that was killed", async () => {
    expect(await lockElsewhere()).toBe("held");
    await kill(others[0]!);
    expect(await lockElsewhere()).toBe("held");
  });

  it("is taken over when another process has since been given the number of the one that held it", async () => {
    await writeFile(join(dataDir, "lock"), JSON.stringify({ pid: process.ppid, started: "at some other time" }));
    const lock = await lockDataDirectory(dataDir);
    expect(JSON.parse(await readFile(join(dataDir, "lock"), "utf8"))).toMatchObject({ pid: process.pid });
    await lock.release();
  });

  it("is taken over when it cannot be read", async () => {
    await writeFile(join(dataDir, "lock"), "");
    expect(await lockElsewhere()).toBe("held");
  });

  it("goes to one of several that take over a stale one at once", async () => {
    await writeFile(join(dataDir, "lock"), JSON.stringify({ pid: 2 ** 22 + 1, started: "never" }));
    const answers = await Promise.all([lockElsewhere(), lockElsewhere(), lockElsewhere(), lockElsewhere()]);
    expect(answers.filter((answer) => answer === "held")).toHaveLength(1);
  });
});

function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGKILL");
  });
}
