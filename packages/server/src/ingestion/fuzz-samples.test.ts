import { expect, test } from "vitest";
import { fuzz } from "../testing/fuzz.ts";
import { sampleTexts } from "../testing/sample-texts.ts";

const INPUTS = 12_600;

test(`${INPUTS} damaged samples of all formats lose no byte and no line, and end the same when read on from any block`, async () => {
  const { records, unreadable } = await fuzz(sampleTexts(), 1, INPUTS);
  expect(records).toBeGreaterThan(INPUTS);
  expect(unreadable).toBeGreaterThan(100);
}, 900_000);
