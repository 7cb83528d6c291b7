import { describe, expect, test } from "vitest";
import { parseCommandLine, UsageError } from "./command-line.ts";
import { formatBytes, formatCountOf } from "./quantities.ts";

describe("the command line", () => {
  test("is a command with paths, in which an option may stand anywhere", () => {
    expect(parseCommandLine(["serve", "a.log", "b"])).toEqual({ name: "serve", paths: ["a.log", "b"] });
    expect(parseCommandLine(["serve", "--", "--odd-name.log"])).toEqual({ name: "serve", paths: ["--odd-name.log"] });
    expect(parseCommandLine(["serve", "x", "-h"])).toEqual({ name: "help" });
    expect(parseCommandLine([])).toEqual({ name: "help" });
    expect(() => parseCommandLine(["toast"])).toThrow(UsageError);
  });
});

describe("quantities", () => {
  test("are written for people", () => {
    expect([0, 1023, 1024, 12_990_000, 5e12].map(formatBytes)).toEqual([
      "0 B",
      "1023 B",
      "1.0 KiB",
      "12.4 MiB",
      "4.5 TiB",
    ]);
    expect(formatCountOf(1, "entry", "entries")).toBe("1 entry");
    expect(formatCountOf(12_345, "entry", "entries")).toBe("12,345 entries");
  });
});
