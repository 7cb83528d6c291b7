import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { zipOf } from "../../../server/src/input/testing/make-archive.ts";
import { buildProgram, type Program, runProgram, type RunningProgram } from "../testing/program.ts";

const ADMIN = { FIRST_ADMIN_USERNAME: "ada", FIRST_ADMIN_PASSWORD: "correct horse battery" };

let program: Program;
let serverDirectory: string;
let server: RunningProgram;
let address: string;
let apiKey: string;
let directory: string;

async function createApiKey(): Promise<string> {
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
    const init = {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "content-type": "application/json", ...headers },
    };
    return (await (await fetch(address + path, init)).json()) as Record<string, string>;
  };
  const credentials = { username: ADMIN.FIRST_ADMIN_USERNAME, password: ADMIN.FIRST_ADMIN_PASSWORD };
  const { access_token: token } = await post("/auth/login", credentials);
  return (await post("/auth/api-keys", { name: "test" }, { authorization: `Bearer ${token}` }))["raw_key"]!;
}

// The first start sets up two database engines.
beforeAll(async () => {
  program = await buildProgram();
  serverDirectory = mkdtempSync(join(tmpdir(), "faultline-ingest-server-"));
  server = runProgram(program, ["serve"], serverDirectory, ADMIN);
  address = await server.address();
  apiKey = await createApiKey();
}, 120_000);
afterAll(async () => {
  server.process.kill("SIGKILL");
  await server.ended;
  rmSync(serverDirectory, { recursive: true, force: true });
  program.remove();
});
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "faultline-ingest-"));
  return () => rmSync(directory, { recursive: true, force: true });
});

const lines = (count: number, tag: string): string =>
  Array.from({ length: count }, (_, at) => {
    const time = new Date(Date.UTC(2026, 2, 14) + at * 1000).toISOString();
    return `${time} ${at % 10 === 0 ? "ERROR" : "INFO"} depot-api lorry ${at} ${tag}\n`;
  }).join("");

function ingest(args: readonly string[], settings: Record<string, string> = { FAULTLINE_API_KEY: apiKey }) {
  return runProgram(program, ["ingest", ...args, "--server", address], directory, settings);
}

async function getFiles(): Promise<any[]> {
  const answer = await fetch(`${address}/logs/files?limit=500`, { headers: { "x-api-key": apiKey } });
  return ((await answer.json()) as { items: any[] }).items;
}

describe("faultline ingest", () => {
  test("sends files and folders, waits until they are read and says what was found", async () => {
    mkdirSync(join(directory, "logs"));
    writeFileSync(join(directory, "logs", "depot.log"), `${lines(2000, "a")}no format takes this\n`);
    writeFileSync(join(directory, "syslog"), "Dec 30 23:59:59 gate7 cron[81]: run\n".repeat(3));
    const sent = ingest(["logs", "syslog", "--source", "depot", "--environment", "test"]);
    expect(await sent.ended).toBe(0);
    expect(sent.output.stderr).toMatch(
      /read +logs\/depot\.log: app; 2,001 entries \(1,800 INFO, 200 ERROR, 1 without level\); 1 not parsed\n/,
    );
    expect(sent.output.stderr).toMatch(/read +syslog: syslog-rfc3164; 3 entries/);
    expect(sent.output.stderr).toMatch(/2,004 lines, [\d,]+ lines\/s/);
    expect(await getFiles()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          filename: expect.stringMatching(/depot\.log$/),
          source: "depot",
          environment: "test",
        }),
        expect.objectContaining({ filename: "syslog", status: "processed", source: "depot" }),
      ]),
    );
  });

  test("reads times without a zone in the one given, and refuses one that does not exist", async () => {
    writeFileSync(join(directory, "local.log"), "2026-07-01 12:00:00,250 ERROR [main] depot.Fleet - late\n".repeat(3));
    const sent = ingest(["local.log", "--time-zone", "Europe/Berlin"]);
    expect(await sent.ended).toBe(0);
    const file = (await getFiles()).find(({ filename }) => filename === "local.log");
    expect(file).toMatchObject({
      time_zone: "Europe/Berlin",
      first_timestamp: expect.stringMatching(/^2026-07-01T10:00/),
    });
    const refused = ingest(["local.log", "--time-zone", "Mars/Olympus"]);
    expect(await refused.ended).toBe(1);
    expect(refused.output.stderr).toMatch(/^--time-zone: .*Mars\/Olympus.*\n$/);
  });

  test("reports what is there already, and takes it in again when told to", async () => {
    writeFileSync(join(directory, "first.log"), lines(20, "b"));
    writeFileSync(join(directory, "second.log"), lines(20, "b"));
    expect(await ingest(["first.log"]).ended).toBe(0);
    const again = ingest(["second.log"]);
    expect(await again.ended).toBe(0);
    expect(again.output.stderr).toMatch(/duplicate +second\.log: is there already as first\.log \(file \d+\)/);
    const forced = ingest(["second.log", "--allow-duplicate"]);
    expect(await forced.ended).toBe(0);
    expect(forced.output.stderr).toMatch(/read +second\.log: app; 20 entries/);
  });

  test("of an archive tells each file in it", async () => {
    const members = [
      ["web/a.log", lines(30, "g")],
      ["b.log", lines(40, "h")],
    ] as const;
    writeFileSync(join(directory, "incident.zip"), zipOf(members));
    const sent = ingest(["incident.zip"]);
    expect(await sent.ended).toBe(0);
    expect(sent.output.stderr).toMatch(/read +incident\.zip\/web\/a\.log: app; 30 entries/);
    expect(sent.output.stderr).toMatch(/read +incident\.zip\/b\.log: app; 40 entries/);
    expect(sent.output.stderr).toMatch(/, 70 lines,/);
    writeFileSync(join(directory, "more.zip"), zipOf([...members, ["c.log", lines(50, "i")]]));
    const more = ingest(["more.zip"]);
    expect(await more.ended).toBe(0);
    expect(more.output.stderr).toMatch(
      /duplicate +more\.zip\/b\.log: Its content was taken in before, as "incident\.zip/,
    );
    expect(more.output.stderr).toMatch(/read +more\.zip\/c\.log: app; 50 entries/);
  });

  test("ends with 1 if a file was refused, and takes in the others", async () => {
    writeFileSync(join(directory, "photo.png"), "no log");
    writeFileSync(join(directory, "good.log"), lines(5, "c"));
    const sent = ingest(["photo.png", "good.log"]);
    expect(await sent.ended).toBe(1);
    expect(sent.output.stderr).toMatch(/refused +photo\.png: Invalid file type/);
    expect(sent.output.stderr).toMatch(/read +good\.log: app; 5 entries/);
  });

  test("stops when it is interrupted, and says what becomes of what was sent", async () => {
    writeFileSync(join(directory, "large.log"), lines(300_000, "d"));
    const sent = ingest(["large.log"]);
    await expect
      .poll(async () => (await getFiles()).some(({ filename }) => filename === "large.log"), { timeout: 50_000 })
      .toBe(true);
    sent.process.kill("SIGINT");
    expect(await sent.ended).toBe(130);
    expect(sent.output.stderr).toMatch(/Interrupted: what was not sent yet is not taken in/);
  });

  test("says which key is wrong or missing, and how to start a server where none answers", async () => {
    writeFileSync(join(directory, "a.log"), lines(5, "e"));
    const wrong = ingest(["a.log"], { FAULTLINE_API_KEY: "nobody's" });
    expect(await wrong.ended).toBe(1);
    expect(wrong.output.stderr).toMatch(/refuses the API key/);
    const missing = ingest(["a.log"], {});
    expect(await missing.ended).toBe(1);
    expect(missing.output.stderr).toMatch(/create an API key at http:\S+\/settings .* FAULTLINE_API_KEY\.\n$/);
    const nobody = runProgram(program, ["ingest", "a.log", "--server", "http://127.0.0.1:1"], directory);
    expect(await nobody.ended).toBe(1);
    expect(nobody.output.stderr).toBe("No server answers at http://127.0.0.1:1.\n");
  });

  test("does not send logs to what is not Faultline", async () => {
    writeFileSync(join(directory, "a.log"), lines(5, "f"));
    const other = createServer((_request, response) => response.end("hello")).listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    const sent = runProgram(program, ["ingest", "a.log", "--server", url, "--api-key", "x"], directory);
    expect(await sent.ended).toBe(1);
    expect(sent.output.stderr).toMatch(/^What answers at \S+ is not Faultline\.\n$/);
    other.close();
  });
});
