import type { Captures } from "../captures.ts";
import type { LineFormat } from "../formats/line-format.ts";
import { Candidate, type Sample, probesOf } from "./candidate.ts";
import { ORDINARY, lookOf } from "./continuation.ts";

export type { Sample };

const MAX_FORMATS = 8;
/** With those that read a part of the lines better. */
const MAX_WITH_MORE_TELLING = 12;
/**
 * Which formats a sample of lines is written in, the most telling first: the format that explains most of the sample,
 * then the one that explains most of what that one leaves, and so on. `sample` are the lines to explain, out of
 * `lineCount`.
 */
export function recognise(
  formats: readonly LineFormat[],
  { bytes, lines }: Sample,
  lineCount: number,
  captures: Captures,
): LineFormat[] {
  const own = { bytes, lines: lines.filter(([start, end]) => lookOf(bytes, start, end) === ORDINARY) };
  const candidates = candidatesFor(formats, own, captures);
  const open = new Uint8Array(own.lines.length).fill(1);
  const chosen: Candidate[] = [];
  while (chosen.length < MAX_FORMATS) {
    let best: Candidate | undefined;
    let bestScore = 0;
    for (const candidate of candidates) {
      const score = candidate.scoreOf(open, lineCount);
      if (score > bestScore) {
        best = candidate;
        bestScore = score;
      }
    }
    if (best === undefined) break;
    chosen.push(best);
    for (let i = 0; i < open.length; i++) if (best.confidence[i] > 0) open[i] = 0;
  }
  addMoreTelling(chosen, candidates, lineCount);
  return chosen.map(({ format }) => format).toSorted((a, b) => b.rank - a.rank);
}

/**
 * Adds the formats that read some of the lines as well as those chosen and are more telling: an access log in JSON has
 * other records beside those of requests, which only JSON of any kind explains.
 */
function addMoreTelling(chosen: Candidate[], candidates: readonly Candidate[], lineCount: number): void {
  for (const candidate of candidates) {
    const { confidence } = candidate;
    if (chosen.length >= MAX_WITH_MORE_TELLING || chosen.includes(candidate)) continue;
    const all = new Uint8Array(confidence.length).fill(1);
    if (candidate.scoreOf(all, lineCount) === 0) continue;
    const isBetter = (i: number) => {
      const takers = chosen.filter((other) => confidence[i] > 0 && other.confidence[i] > 0);
      return takers.length > 0 && takers.every((other) => isLess(other, candidate, i));
    };
    if (confidence.some((_, i) => isBetter(i))) chosen.push(candidate);
  }
}

/** Whether a format is less telling than another, and finds no more in line `i`. */
function isLess(a: Candidate, b: Candidate, i: number): boolean {
  return a.format.rank < b.format.rank && a.confidence[i] <= b.confidence[i];
}

/**
 * The formats that take some of a sample, and what they make of it. Most take nothing: they are offered the lines only
 * that stand for the others, and those that nothing else explains.
 */
function candidatesFor(formats: readonly LineFormat[], sample: Sample, captures: Captures): Candidate[] {
  const lineCount = sample.lines.length;
  const all = formats.map((format) => new Candidate(format, lineCount));
  const inOrder = all.filter(({ format }) => format.memory !== undefined);
  for (const candidate of inOrder) candidate.readInOrder(sample, captures);
  const others = all.filter(({ format }) => format.memory === undefined);
  const probes = probesOf(sample);
  for (const candidate of others) candidate.read(sample, probes, captures);
  const isProbe = new Uint8Array(lineCount);
  for (const i of probes) isProbe[i] = 1;
  const rest = sample.lines.flatMap((_, i) => (isProbe[i] === 1 ? [] : [i]));
  const [takers, idle] = [others.filter(({ taken }) => taken > 0), others.filter(({ taken }) => taken === 0)];
  for (const candidate of takers) candidate.read(sample, rest, captures);
  const open = rest.filter((i) => !takers.some(({ confidence }) => confidence[i] > 0));
  if (open.length > 0) for (const candidate of idle) candidate.read(sample, open, captures);
  return all.filter(({ taken }) => taken > 0);
}
