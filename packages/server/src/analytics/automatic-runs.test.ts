import type { AnalyticsRun, LogFile } from "@faultline/storage";
import { expect, test } from "vitest";
import { createAutomaticRuns, PROCESS_ENDED } from "./automatic-runs.ts";

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 22, 12, minute));
const whole = { rangeStart: null, rangeEnd: null, fileIds: null, services: null };
const crashed = { ...whole, status: "failed", detail: PROCESS_ENDED } as const;

/** @returns whether a run begins at a start after these runs, newest first, where a file was read at that time */
async function beginsAfter(history: readonly Partial<AnalyticsRun>[], readAt: Date): Promise<boolean> {
  let requests = 0;
  const file = { processedAt: readAt } as LogFile;
  const automatic = createAutomaticRuns({
    files: {
      list: async ({ processedAfter }) => {
        const items = processedAfter !== undefined && readAt > processedAfter ? [file] : [];
        return { items, total: items.length };
      },
    },
    runs: {
      findLatestWhole: async () => (history.find(({ status }) => status === "completed") as AnalyticsRun) ?? null,
      list: async () => ({ items: history as AnalyticsRun[], total: history.length }),
    },
    analytics: {
      request() {
        requests++;
        return Promise.reject(new Error("not of interest"));
      },
    },
    quietMs: 0,
    onError: () => undefined,
  });
  await automatic.catchUp();
  await new Promise((resolve) => setTimeout(resolve, 20));
  automatic.stop();
  return requests > 0;
}

test("a run during which the process ended is made once more at the next start", async () => {
  expect(await beginsAfter([{ ...crashed, startedAt: at(10) }], at(5))).toBe(true);
});

test("a run that ended the process twice is not begun again, whatever was analysed in part between", async () => {
  const part = { ...whole, fileIds: [1], status: "failed", detail: null, startedAt: at(12) } as const;
  const history = [{ ...crashed, startedAt: at(15) }, part, { ...crashed, startedAt: at(10) }];
  expect(await beginsAfter(history, at(5))).toBe(false);
});

test("other files begin one again, and so does a run that was completed in between", async () => {
  const twice = [
    { ...crashed, startedAt: at(15) },
    { ...crashed, startedAt: at(10) },
  ];
  expect(await beginsAfter(twice, at(20))).toBe(true);
  const completed = { ...whole, status: "completed", detail: null, startedAt: at(12) } as const;
  expect(await beginsAfter([twice[0]!, completed, twice[1]!], at(13))).toBe(true);
});
