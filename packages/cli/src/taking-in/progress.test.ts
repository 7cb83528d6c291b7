import { expect, test } from "vitest";
import type { FileState } from "./log-destination.ts";
import { createProgress } from "./progress.ts";

const MIB = 1024 * 1024;
const FILES = [
  { path: "a.log", sizeBytes: 60 * MIB },
  { path: "b.zip", sizeBytes: 40 * MIB },
];

const state = (change: Partial<FileState>): FileState => ({
  id: 1,
  name: "a.log",
  status: "processing",
  sizeBytes: 60 * MIB,
  processedBytes: 0,
  lines: 0,
  failedEntries: 0,
  formats: [],
  error: null,
  archiveId: null,
  memberCount: null,
  ...change,
});

test("tells bytes, lines, the rate of the last while and the time left", () => {
  let nowMs = 0;
  const progress = createProgress(FILES, () => nowMs);
  expect(progress.describe()).toBe("0 B of 100 MiB, 0 lines");
  progress.sent("a.log", 60 * MIB);
  nowMs = 1000;
  progress.changed("a.log", state({ processedBytes: 20 * MIB, lines: 200_000 }));
  expect(progress.describe()).toBe("20.0 MiB of 100 MiB, 60.0 MiB sent, 200,000 lines, 200,000 lines/s, 4.0 s left");
  for (nowMs = 2000; nowMs <= 60_000; nowMs += 1000) progress.describe();
  expect(progress.describe()).toBe("20.0 MiB of 100 MiB, 60.0 MiB sent, 200,000 lines");
});

test("counts the lines of an archive's members, and the bytes of what is not read as done", () => {
  let nowMs = 0;
  const progress = createProgress(FILES, () => nowMs);
  progress.skipped("a.log");
  progress.changed("b.zip", state({ id: 2, sizeBytes: 40 * MIB, status: "processed", memberCount: 2 }));
  progress.changed("b.zip", state({ id: 3, archiveId: 2, sizeBytes: 900 * MIB, processedBytes: 900 * MIB, lines: 7 }));
  progress.changed("b.zip", state({ id: 4, archiveId: 2, lines: 5 }));
  nowMs = 2000;
  expect(progress.conclude()).toBe("100 MiB, 12 lines, 6 lines/s, 2.0 s");
});
