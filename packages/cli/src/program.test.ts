import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { buildProgram, type Program, runProgram, type RunningProgram, VERSION } from "./testing/program.ts";

let program: Program;
let directory: string;
const running: RunningProgram[] = [];

beforeAll(async () => {
  program = await buildProgram();
});
afterAll(() => program.remove());
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "faultline-cli-"));
});
afterEach(async () => {
  for (const { process } of running) process.kill("SIGKILL");
  await Promise.all(running.splice(0).map(({ ended }) => ended));
  rmSync(directory, { recursive: true, force: true });
});

function run(args: readonly string[], settings: Record<string, string> = {}): RunningProgram {
  const started = runProgram(program, args, directory, settings);
  running.push(started);
  return started;
}

/** Each start of a process on an empty directory sets up two database engines. */
const PROCESSES_MS = 120_000;

const ADMIN = { FIRST_ADMIN_USERNAME: "ada", FIRST_ADMIN_PASSWORD: "correct horse battery" };

async function signIn(address: string): Promise<(path: string) => Promise<any>> {
  const credentials = { username: ADMIN.FIRST_ADMIN_USERNAME, password: ADMIN.FIRST_ADMIN_PASSWORD };
  const response = await fetch(`${address}/auth/login`, {
    method: "POST",
    body: JSON.stringify(credentials),
    headers: { "content-type": "application/json" },
  });
  const { access_token: token } = (await response.json()) as { access_token: string };
  return async (path) => (await fetch(address + path, { headers: { authorization: `Bearer ${token}` } })).json();
}

describe("the command line", () => {
  test("explains itself and tells its version", async () => {
    const help = run(["--help"]);
    const version = run(["--version"]);
    expect([await help.ended, await version.ended]).toEqual([0, 0]);
    expect(help.output.stdout).toMatch(/^Usage: faultline COMMAND/);
    expect(version.output.stdout).toBe(`${VERSION}\n`);
  });

  test("ends with 1 for what it does not know", async () => {
    const command = run(["brew"]);
    const option = run(["serve", "--loud"]);
    expect([await command.ended, await option.ended]).toEqual([1, 1]);
    expect(command.output.stderr).toMatch(/no command "brew"[^]*Usage/);
    expect(option.output.stderr).toMatch(/--loud[^]*Usage/);
  });

  test("names every path that does not exist, before anything is started", async () => {
    const missing = run(["serve", "nowhere.log", directory, "gone/away"]);
    expect(await missing.ended).toBe(1);
    expect(missing.output.stderr).toBe(
      "nowhere.log: there is no such file or folder\ngone/away: there is no such file or folder\n",
    );
    expect(existsSync(join(directory, "data"))).toBe(false);
  });

  test("lists all problems of the configuration and ends with 1", async () => {
    writeFileSync(join(directory, ".env"), "MAX_UPLOAD_MB=lots\n");
    const started = run(["serve"], { PORT: "http", JWT_SECRET_KEY: "short" });
    expect(await started.ended).toBe(1);
    expect(started.output.stderr.trim().split("\n")).toEqual([
      "The configuration is not valid:",
      "  PORT must be a whole number from 0 to 65535",
      "  JWT_SECRET_KEY must have at least 32 characters",
      "  MAX_UPLOAD_MB must be a whole number from 1 to 1048576",
    ]);
  });
});

describe("faultline parse", () => {
  const line = (second: number): string =>
    `2026-03-14T09:00:${String(second % 60).padStart(2, "0")}Z INFO shop-api ok\n`;

  test("reads standard input, and opens neither data directory nor server", async () => {
    const parsing = run(["parse", "-", "--json"]);
    parsing.process.stdin!.end(line(1) + line(2));
    expect(await parsing.ended).toBe(0);
    expect(
      parsing.output.stdout
        .trimEnd()
        .split("\n")
        .map((each) => JSON.parse(each).timestamp),
    ).toEqual(["2026-03-14T09:00:01.000000Z", "2026-03-14T09:00:02.000000Z"]);
    expect(existsSync(join(directory, "data"))).toBe(false);
  });

  test("stops without a word when whoever reads has seen enough", async () => {
    writeFileSync(join(directory, "long.log"), Array.from({ length: 200_000 }, (_, at) => line(at)).join(""));
    const parsing = run(["parse", "long.log", "--json"]);
    parsing.process.stdout!.once("data", () => parsing.process.stdout!.destroy());
    expect(await parsing.ended).toBe(0);
    expect(parsing.output.stderr).toBe("");
  });
});

describe("faultline serve", () => {
  test(
    "takes in files and folders, says what it found and skipped, keeps others out, and stops when told",
    async () => {
      const logs = join(directory, "logs");
      mkdirSync(join(logs, "web"), { recursive: true });
      const line = (minute: number, level: string): string =>
        `2026-03-14T09:0${minute}:00Z ${level} shop-api order ${minute} placed\n`;
      writeFileSync(join(logs, "web", "app.log"), line(1, "INFO") + line(2, "INFO") + line(3, "ERROR"));
      writeFileSync(join(logs, ".hidden.log"), line(1, "INFO"));
      writeFileSync(join(logs, "photo.png"), "not really");
      const started = run(["serve", "logs"]);
      const address = await started.address();
      await expect.poll(() => started.output.stderr, { timeout: 60_000 }).toMatch(/lines\/s/);
      expect(started.output.stderr).toMatch(/Open it in a browser to create the admin account/);
      expect(started.output.stderr).toMatch(/skipped +logs\/\.hidden\.log: hidden/);
      expect(started.output.stderr).toMatch(/refused +logs\/photo\.png: Invalid file type/);
      expect(started.output.stderr).toMatch(/read +logs\/web\/app\.log: app; 3 entries \(2 INFO, 1 ERROR\)/);
      expect((await fetch(`${address}/health`)).status).toBe(200);

      const second = run(["serve"]);
      expect(await second.ended).toBe(1);
      expect(second.output.stderr).toMatch(/^The data directory \S+ is in use by process \d+\.[^\n]*\n$/);

      const stoppedAt = Date.now();
      started.process.kill("SIGTERM");
      expect(await started.ended).toBe(0);
      expect(Date.now() - stoppedAt).toBeLessThan(10_000);
      const log = started.output.stdout
        .trim()
        .split("\n")
        .map((each) => JSON.parse(each));
      expect(log.at(-1)).toMatchObject({ msg: "Faultline has stopped" });

      appendFileSync(join(logs, "later.log"), line(4, "WARN"));
      const again = run(["serve", "logs"]);
      await expect.poll(() => again.output.stderr, { timeout: 60_000 }).toMatch(/lines\/s/);
      expect(again.output.stderr).toMatch(/skipped +logs\/web\/app\.log: taken in before/);
      expect(again.output.stderr).toMatch(/read +logs\/later\.log: app; 1 entry \(1 WARNING\)/);
    },
    PROCESSES_MS,
  );

  test("says in one line that the data directory cannot be one", async () => {
    const file = join(directory, "a-file");
    writeFileSync(file, "");
    const started = run(["serve"], { FAULTLINE_DATA_DIR: file });
    expect(await started.ended).toBe(1);
    expect(started.output.stderr).toMatch(/^EEXIST: [^\n]*a-file'\n$/);
  });

  test(
    "says in one line that a server it is to use does not answer, and not the password for it",
    async () => {
      for (const [name, scheme] of [
        ["CLICKHOUSE_URL", "http"],
        ["DATABASE_URL", "postgres"],
      ] as const) {
        const started = run(["serve"], { [name]: `${scheme}://user:secret-word@127.0.0.1:1/none` });
        expect(await started.ended).toBe(1);
        expect(started.output.stderr).toMatch(/^(ClickHouse|PostgreSQL) does not answer: [^\n]*127\.0\.0\.1:1\n$/);
        expect(started.output.stdout + started.output.stderr).not.toContain("secret-word");
      }
    },
    PROCESSES_MS,
  );

  test(
    "goes on after kill -9 in the middle of a file with no entry lost and none twice",
    async () => {
      const entries = 400_000;
      const levels = ["INFO", "INFO", "INFO", "DEBUG", "WARN", "INFO", "ERROR", "INFO", "INFO", "DEBUG"];
      let text = "";
      for (let i = 0; i < entries; i++) {
        text += `${new Date(Date.UTC(2026, 2, 14) + i * 50).toISOString()} ${levels[i % 10]} shop-api order ${i} took ${i % 83} ms\n`;
      }
      writeFileSync(join(directory, "large.log"), text);
      const first = run(["serve", "large.log"], ADMIN);
      const get = await signIn(await first.address());
      let atKill: any;
      do atKill = (await get("/logs/files")).items[0];
      while (!(atKill?.processed_bytes > 0));
      first.process.kill("SIGKILL");
      expect(await first.ended).toBe("SIGKILL");
      expect(atKill).toMatchObject({ status: "processing" });
      expect(atKill.processed_bytes).toBeLessThan(text.length);

      const second = run(["serve"], ADMIN);
      const getAgain = await signIn(await second.address());
      await expect.poll(async () => (await getAgain("/logs/files/1")).status, { timeout: 60_000 }).toBe("processed");
      expect(await getAgain("/logs/files/1")).toMatchObject({
        total_lines: entries,
        parsed_entries: entries,
        processed_bytes: text.length,
        error: null,
      });
      const summary = await getAgain("/stats/summary");
      expect(summary.total_entries).toBe(entries);
      const counts = Object.fromEntries(summary.level_breakdown.map((each: any) => [each.level, each.count]));
      expect(counts).toEqual({ INFO: 240_000, DEBUG: 80_000, WARNING: 40_000, ERROR: 40_000 });
      expect((await getAgain("/logs?limit=1")).total).toBe(entries);
      expect(readdirSync(join(directory, "data", "spool"))).toEqual([]);
    },
    PROCESSES_MS,
  );
});
