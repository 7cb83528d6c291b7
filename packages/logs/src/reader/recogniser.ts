import { type Captures, SERVICE } from "../captures.ts";
import type { LineFormat } from "../formats/line-format.ts";
import { decodeText } from "../text.ts";
import { confidenceOf } from "./confidence.ts";
import { ORDINARY, lookOf } from "./continuation.ts";

/** Lines of a sample, as pairs of start and end in `bytes`. */
export interface Sample {
  readonly bytes: Uint8Array;
  readonly lines: readonly (readonly [number, number])[];
}

const MAX_FORMATS = 8;
/** With those that read a part of the lines better. */
const MAX_WITH_MORE_TELLING = 12;
/** A format whose lines prove little must take this share of a sample. */
const WEAK_SHARE = 0.2;
/** So must one that takes a bare word for the service, lest an odd line be read otherwise than its neighbours. */
const GUESS_SHARE = 0.05;

interface Candidate {
  readonly format: LineFormat;
  /** By line: percent, 0 where the line is refused. */
  readonly confidence: Uint8Array;
  /** By line: what was taken for the service, if that is a guess. */
  readonly services: readonly string[];
}

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
  const own = lines.filter(([start, end]) => lookOf(bytes, start, end) === ORDINARY);
  const candidates = formats.map((format) => candidateOf(format, bytes, own, captures));
  const open = new Uint8Array(own.length).fill(1);
  const chosen: Candidate[] = [];
  while (chosen.length < MAX_FORMATS) {
    let best: Candidate | undefined;
    let bestScore = 0;
    for (const candidate of candidates) {
      const score = scoreOf(candidate, open, lineCount);
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
    if (scoreOf(candidate, all, lineCount) === 0) continue;
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

/** How well a format explains the lines that are still open; 0 if it may not be used for them. */
function scoreOf({ format, confidence, services }: Candidate, open: Uint8Array, lineCount: number): number {
  let taken = 0;
  let total = 0;
  for (let i = 0; i < open.length; i++) {
    if (open[i] === 0 || confidence[i] === 0) continue;
    taken++;
    total += confidence[i];
  }
  const leastShare = format.weak ? WEAK_SHARE : format.guessesService ? GUESS_SHARE : 0;
  if (taken < lineCount * leastShare) return 0;
  if (format.guessesService && !areServices(services.filter((word, i) => open[i] === 1 && word !== ""))) return 0;
  return total * format.rank;
}

function candidateOf(format: LineFormat, bytes: Uint8Array, lines: Sample["lines"], captures: Captures): Candidate {
  const confidence = new Uint8Array(lines.length);
  const services: string[] = [];
  for (const [i, [start, end]] of lines.entries()) {
    const decodedLength = captures.decoded.length;
    const isTaken = format.parse(bytes, start, end, captures);
    if (isTaken) confidence[i] = Math.max(1, confidenceOf(captures));
    services.push(isTaken && format.guessesService ? serviceText(bytes, captures) : "");
    captures.decoded.length = decodedLength;
  }
  return { format, confidence, services };
}

function serviceText(bytes: Uint8Array, captures: Captures): string {
  for (let i = 0; i < captures.count; i++) {
    if (captures.field[i] === SERVICE) return decodeText(bytes, captures.start[i], captures.end[i]);
  }
  return "";
}

/** Whether words at the place of a service are one: they look like names, or the same few come again and again. */
function areServices(words: readonly string[]): boolean {
  const names = words.filter(looksLikeName).length;
  if (names * 2 >= words.length) return true;
  const distinct = new Set(words).size;
  return words.length >= 4 && distinct * 3 <= words.length;
}

function looksLikeName(word: string): boolean {
  return /[-_./$@#\d]|[a-z][A-Z]/.test(word);
}
