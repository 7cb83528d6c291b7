import { describe, expect, test } from "vitest";
import type { FoundFile } from "../log-paths.ts";
import type { FileState, LogDestination, Receipt } from "./log-destination.ts";
import { takeIn } from "./take-in.ts";

const found = (name: string): FoundFile => ({ path: name, name, sizeBytes: 100, modifiedAt: new Date(0) });

const file = (id: number, name: string, change: Partial<FileState> = {}): FileState => ({
  id,
  name,
  status: "processed",
  sizeBytes: 100,
  processedBytes: 100,
  lines: 3,
  failedEntries: 0,
  formats: ["app"],
  error: null,
  archiveId: null,
  memberCount: null,
  ...change,
});

/** A destination that gives each file its receipt and then tells the changes that follow from it. */
function destinationOf(receipts: Record<string, Receipt>, changes: Record<string, FileState[]> = {}) {
  let tell: (file: FileState) => void = () => {};
  const destination: LogDestination = {
    async send({ name }) {
      setTimeout(() => changes[name]?.forEach((each, at) => setTimeout(() => tell(each), at)));
      return receipts[name]!;
    },
    watch: (_awaited, onChange, signal) =>
      new Promise((resolve) => {
        tell = onChange;
        signal.addEventListener("abort", () => resolve());
      }),
    countLevels: async () => ({ entries: 3, levels: [{ level: "INFO", count: 3 }] }),
  };
  return destination;
}

async function run(names: string[], destination: LogDestination, signal = new AbortController().signal) {
  const lines: string[] = [];
  const terminal = { isInteractive: false, print: (line: string) => void lines.push(line), redraw: () => {} };
  return { failures: await takeIn(names.map(found), destination, terminal, signal), lines };
}

const waiting = (id: number, name: string): Receipt => ({
  kind: "accepted",
  file: file(id, name, { status: "uploaded" }),
});

describe("taking in", () => {
  test("tells what became of each file, and counts refused and failed ones", async () => {
    const { failures, lines } = await run(
      ["a.log", "b.log", "c.png", "d.log"],
      destinationOf(
        {
          "a.log": waiting(1, "a.log"),
          "b.log": waiting(2, "b.log"),
          "c.png": { kind: "refused", reason: "no log" },
          "d.log": { kind: "duplicate", reason: "is there already" },
        },
        {
          "a.log": [file(1, "a.log", { status: "processing" }), file(1, "a.log", { failedEntries: 2 })],
          "b.log": [file(2, "b.log", { status: "failed", error: "The disk is full." })],
        },
      ),
    );
    expect(failures).toBe(2);
    expect(lines.slice(0, -1).sort()).toEqual([
      "  duplicate d.log: is there already",
      "  failed    b.log: The disk is full.",
      "  read      a.log: app; 3 entries (3 INFO); 2 not parsed",
      "  refused   c.png: no log",
    ]);
    expect(lines.at(-1)).toMatch(/lines\/s/);
  });

  test("of an archive waits for each member, also one that is told of before the archive is done", async () => {
    const archive = (change: Partial<FileState>) => file(1, "a.zip", { memberCount: 0, ...change });
    const { failures, lines } = await run(
      ["a.zip"],
      destinationOf(
        { "a.zip": waiting(1, "a.zip") },
        {
          "a.zip": [
            file(2, "a.zip/x.log", { archiveId: 1 }),
            archive({ status: "processing", memberCount: 1 }),
            file(3, "a.zip/y.log", { archiveId: 1, status: "uploaded" }),
            archive({ memberCount: 2 }),
            file(3, "a.zip/y.log", { archiveId: 1, status: "failed", error: "broken" }),
            file(9, "other.log"),
          ],
        },
      ),
    );
    expect(failures).toBe(1);
    expect(lines.slice(0, -1)).toEqual([
      "  read      a.zip/x.log: app; 3 entries (3 INFO)",
      "  failed    a.zip/y.log: broken",
    ]);
  });

  test("ends when it is asked to, whatever is not read yet", async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 10);
    const { failures, lines } = await run(
      ["a.log"],
      destinationOf({ "a.log": waiting(1, "a.log") }),
      controller.signal,
    );
    expect([failures, lines]).toEqual([0, []]);
  });

  test("ends with the fault of a destination that is gone", async () => {
    const destination = destinationOf({ "a.log": waiting(1, "a.log") });
    const gone = { ...destination, watch: () => Promise.reject(new Error("it is gone")) };
    await expect(run(["a.log"], gone)).rejects.toThrow("it is gone");
  });
});
