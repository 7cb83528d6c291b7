import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ADMIN, startTestServer, type TestServer } from "../testing/test-server.ts";
import { readUserFormats } from "./user-formats.ts";

const pump = {
  kind: "pattern",
  name: "pump",
  title: "Pump station",
  rank: 95,
  patterns: ["<<{timestamp}>> {level} ~ {message}"],
  samples: [
    {
      line: "<<2026-03-14T09:00:00Z>> ERROR ~ valve stuck",
      timestamp: "2026-03-14T09:00:00.000000Z",
      level: "ERROR",
      message: "valve stuck",
    },
  ],
};

let dataDirectory: string;
let running: TestServer;

beforeAll(async () => {
  dataDirectory = mkdtempSync(join(tmpdir(), "faultline-formats-"));
  const folder = join(dataDirectory, "formats");
  mkdirSync(folder);
  writeFileSync(join(folder, "pump.json"), JSON.stringify(pump));
  writeFileSync(join(folder, "twin.json"), JSON.stringify({ ...pump, title: "The same name" }));
  writeFileSync(join(folder, "broken.json"), "{");
  writeFileSync(join(folder, "nameless.json"), JSON.stringify({ ...pump, name: undefined, rank: 1000 }));
  writeFileSync(join(folder, "huge.json"), " ".repeat(300_000));
  writeFileSync(join(folder, "notes.txt"), "no format");
  running = await startTestServer({ dataDirectory });
});
afterAll(async () => {
  await running.stop();
  rmSync(dataDirectory, { recursive: true });
});

test("a format in the data directory is used, and one that is wrong is told of and stops nothing", async () => {
  const admin = await running.client.signIn(ADMIN);
  const { body } = await admin.get("/logs/formats");
  expect(body.items[0]).toEqual({ name: "pump", title: "Pump station", family: "user" });
  expect(body.items.length).toBeGreaterThan(20);
  expect(body.problems.map((problem: string) => problem.split(":", 2).join(":")).sort()).toEqual([
    "broken.json: is not JSON",
    "huge.json: is larger than 262144 bytes",
    "nameless.json: name",
    "nameless.json: rank",
    "twin.json: name",
  ]);
  for (const problem of body.problems) {
    expect(running.logLines.some((line) => JSON.parse(line).problem === problem)).toBe(true);
  }
  const file = await admin.uploadAndRead("pump.log", "<<2026-03-14T09:00:00Z>> WARNING ~ slow\n");
  expect(file).toMatchObject({ parsed_entries: 1, formats: [{ name: "pump", entries: 1 }] });
  expect((await admin.get(`/logs?file_id=${file.id}`)).body.items[0]).toMatchObject({
    level: "WARNING",
    message: "slow",
    timestamp: "2026-03-14T09:00:00.000000Z",
  });
});

test("a folder that is not there is made, and has no formats", async () => {
  const folder = join(dataDirectory, "elsewhere");
  expect(await readUserFormats(folder)).toEqual({ files: [], formats: [], problems: [] });
  expect(await readUserFormats(folder)).toEqual({ files: [], formats: [], problems: [] });
});
