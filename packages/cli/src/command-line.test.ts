import { describe, expect, test } from "vitest";
import { parseCommandLine, UsageError } from "./command-line.ts";
import { formatBytes, formatCountOf } from "./quantities.ts";

describe("the command line", () => {
  test("is a command with paths, in which an option may stand anywhere", () => {
    expect(parseCommandLine(["serve", "a.log", "b"])).toEqual({ name: "serve", paths: ["a.log", "b"] });
    expect(parseCommandLine(["serve", "--", "--odd-name.log"])).toEqual({ name: "serve", paths: ["--odd-name.log"] });
    expect(parseCommandLine(["serve", "x", "-h"])).toEqual({ name: "help", topic: "serve" });
    expect(parseCommandLine(["help", "parse"])).toEqual({ name: "help", topic: "parse" });
    expect(parseCommandLine([])).toEqual({ name: "help", topic: "all" });
    expect(() => parseCommandLine(["toast"])).toThrow(UsageError);
    expect(() => parseCommandLine(["toString"])).toThrow(UsageError);
  });

  test("of analyze takes numbers within their bounds only", () => {
    expect(parseCommandLine(["analyze", "-", "--window", "5", "--contamination", "0.1"])).toMatchObject({
      name: "analyze",
      paths: ["-"],
      windowMinutes: 5,
      contamination: 0.1,
    });
    for (const wrong of ["--window=0", "--window=1.5", "--window=", "--contamination=0.6", "--contamination=many"])
      expect(() => parseCommandLine(["analyze", "a.log", wrong])).toThrow(UsageError);
  });

  test("of parse takes standard input, and refuses to read nothing", () => {
    expect(parseCommandLine(["parse", "--json", "-", "--time-zone", "Europe/Berlin"])).toEqual({
      name: "parse",
      paths: ["-"],
      json: true,
      raw: false,
      timeZone: "Europe/Berlin",
      formatsDirectory: undefined,
    });
    expect(() => parseCommandLine(["parse", "--json"])).toThrow(/at least one file[^]*Usage: faultline parse/);
    expect(() => parseCommandLine(["parse", "a.log", "--jsn"])).toThrow(/--jsn[^]*Usage: faultline parse/);
  });

  test("of ingest names a server by its address alone", () => {
    const command = parseCommandLine(["ingest", "a.log", "--server", "https://logs.example.com/"]);
    expect(command).toMatchObject({ server: "https://logs.example.com", allowDuplicate: false });
    expect(parseCommandLine(["ingest", "a.log"])).toMatchObject({ server: "http://127.0.0.1:8000" });
    expect(() => parseCommandLine(["ingest", "a.log", "--server", "logs.example.com:8000"])).toThrow(/must be a URL/);
  });

  test("of formats lists them, or tests one", () => {
    expect(parseCommandLine(["formats"])).toEqual({ name: "formats", json: false, formatsDirectory: undefined });
    expect(parseCommandLine(["formats", "test", "till.json", "till.log"])).toEqual({
      name: "test-format",
      definition: "till.json",
      lines: "till.log",
    });
    expect(() => parseCommandLine(["formats", "test"])).toThrow(/needs the file of a format/);
    expect(() => parseCommandLine(["formats", "show"])).toThrow(/formats has no "show"/);
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
