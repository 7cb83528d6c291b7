import { expect, test } from "vitest";
import { bundledFuzz } from "../testing/bundled-fuzz.ts";
import { sampleTexts } from "../testing/sample-texts.ts";

const INPUTS = 12_600;

test(`${INPUTS} damaged samples of all formats lose no byte and no line, and end the same when read on from any block`, async () => {
  const fuzz = await bundledFuzz();
  const { records, unreadable } = await fuzz(sampleTexts(), 1, INPUTS);
  expect(records).toBeGreaterThan(INPUTS);
  expect(unreadable).toBeGreaterThan(100);
}, 900_000);
