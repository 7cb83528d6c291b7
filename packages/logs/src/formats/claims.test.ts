import { expect, test } from "vitest";
import { AttributeNames } from "../attribute-names.ts";
import { ByteBuffer } from "../byte-buffer.ts";
import { Captures } from "../captures.ts";
import { PatternMatcher } from "../pattern/pattern-matcher.ts";
import { Candidate } from "../reader/candidate.ts";
import { KeyTable } from "../structured/key-table.ts";
import { StructuredData } from "../structured/structured-data.ts";
import { encodeText } from "../text.ts";
import { TimestampParser } from "../timestamps/timestamp-parser.ts";
import { YearlessClock } from "../timestamps/yearless-clock.ts";
import { FORMATS, standardFormats } from "./index.ts";

const compiled = standardFormats();
const names = new AttributeNames(compiled.attributeNames);
const timestamps = new TimestampParser(new YearlessClock(Date.UTC(2026, 11, 1)));
const matcher = new PatternMatcher(timestamps, new StructuredData(new KeyTable({}, [], names)));
const lineFormats = compiled.create({ timestamps, matcher, names });

/** How strongly each format claims the lines of a sample, by its name. */
function claimsOf(text: string): Map<string, number> {
  const bytes = encodeText(text);
  const lines: [number, number][] = [];
  for (let start = 0; start <= bytes.length;) {
    const found = bytes.indexOf(10, start);
    const end = found < 0 ? bytes.length : found;
    if (end > start) lines.push([start, end]);
    start = end + 1;
  }
  const claims = new Map<string, number>();
  for (const format of lineFormats) {
    format.remember?.(undefined);
    const candidate = new Candidate(format, lines.length);
    candidate.readInOrder({ bytes, lines }, new Captures(new ByteBuffer(64)));
    const claim = candidate.scoreOf(new Uint8Array(lines.length).fill(1), lines.length);
    claims.set(format.name, Math.max(claim, claims.get(format.name) ?? 0));
  }
  return claims;
}

test("each sample is claimed by its own format, and by no other as strongly", () => {
  const wrong: string[] = [];
  for (const { kind, name, samples } of FORMATS) {
    for (const { line } of samples) {
      // Further lines of a record are its format's, whatever others make of them.
      const claims = claimsOf(kind === "table" ? line : line.replace(/\n[^]*/, ""));
      const own = claims.get(name)!;
      for (const [other, claim] of claims) {
        if (other !== name && claim >= own) wrong.push(`${line.slice(0, 60)}: ${name} ${own}, ${other} ${claim}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});
