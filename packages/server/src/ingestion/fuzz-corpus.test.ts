import { expect, test } from "vitest";
import { corpusFolder, corpusTexts, sampleTexts } from "../testing/sample-texts.ts";
import { bundledFuzz } from "../testing/bundled-fuzz.ts";

const INPUTS = 7_600;
const folder = corpusFolder();
if (folder === null) process.stderr.write("There are no real logs to damage; FAULTLINE_CORPUS says where they are.\n");

test(`${INPUTS} damaged ${folder === null ? "samples (real logs are not there)" : "pieces of real logs"} lose no byte and no line`, async () => {
  const texts = folder === null ? sampleTexts() : corpusTexts(folder);
  const fuzz = await bundledFuzz();
  const { records, unreadable } = await fuzz(texts, 1_000_000, INPUTS);
  expect(records).toBeGreaterThan(INPUTS);
  expect(unreadable).toBeGreaterThan(50);
}, 900_000);
