import { mkdtempSync, readdirSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { openRotatingLogFile } from "./rotating-log-file.ts";

test("a log file is bounded: at most two files of the size given, the newest lines in them, whole", () => {
  const path = join(mkdtempSync(join(tmpdir(), "faultline-log-")), "logs", "faultline.log");
  const line = (number: number): string => `${String(number).padStart(9, "0")}\n`;
  const log = openRotatingLogFile(path, 100);
  for (let i = 0; i < 57; i++) log.write(line(i));
  const reopened = openRotatingLogFile(path, 100);
  for (let i = 57; i < 65; i++) reopened.write(line(i));
  expect(readdirSync(dirname(path))).toEqual(["faultline.log", "faultline.log.1"]);
  expect(statSync(`${path}.1`).size).toBe(100);
  expect(readFileSync(path, "utf8")).toBe([60, 61, 62, 63, 64].map(line).join(""));
});
