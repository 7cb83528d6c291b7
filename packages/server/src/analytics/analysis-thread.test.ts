import { afterAll, beforeAll, expect, test } from "vitest";
import { bundleWorkers } from "../testing/bundles.ts";
import { type AnalysisThreads, keepAnalysisThread } from "./analysis-thread.ts";

let threads: AnalysisThreads;
beforeAll(async () => {
  threads = keepAnalysisThread((await bundleWorkers()).analysisWorkerUrl, new Int32Array(new SharedArrayBuffer(4)));
});
afterAll(() => threads.stop());

const never = new AbortController().signal;
const questionAbout = (message: string) => ({ masks: [], templates: [], ids: [], messages: [message] });

test("what a run that has ended still wanted to ask is not asked, and the next run gets its own answers", async () => {
  let goOn = (): void => undefined;
  const waiting = new Promise<void>((resolve) => (goOn = resolve));
  const first = threads.lend(never, () => waiting);
  const asked = first.assignTemplates(questionAbout("of the first run"));
  await first.end();
  const second = threads.lend(never);
  goOn();
  await expect(asked).rejects.toThrow("the run has ended");
  const { founded } = await second.assignTemplates(questionAbout("of the second run"));
  expect(founded.map(({ text }) => text)).toEqual(["of the second run"]);
  await second.end();
});

test("a run that ends in the middle of an answer leaves no thread that would give it to another", async () => {
  const first = threads.lend(never);
  const asked = first.assignTemplates(questionAbout("of the first run")).catch(() => null);
  // It is asked in the next turn.
  await new Promise((resolve) => setImmediate(resolve));
  await first.end();
  const second = threads.lend(never);
  const { founded } = await second.assignTemplates(questionAbout("of the second run"));
  expect(founded.map(({ text }) => text)).toEqual(["of the second run"]);
  await second.end();
  void asked;
});
