import { BYTE_CLASS, DIGIT, LETTER } from "../bytes.ts";
import { type Captures, SERVICE } from "../captures.ts";
import type { LineFormat } from "../formats/line-format.ts";
import { decodeText } from "../text.ts";
import { confidenceOf } from "./confidence.ts";

/** Lines of a sample, as pairs of start and end in `bytes`. */
export interface Sample {
  readonly bytes: Uint8Array;
  readonly lines: readonly (readonly [number, number])[];
}

/** A format whose lines prove little must take this share of a sample. */
const WEAK_SHARE = 0.2;
/** So must one that takes a bare word for the service, lest an odd line be read otherwise than its neighbours. */
const GUESS_SHARE = 0.05;
/** A format that remembers lines must see them in their order; it gives up after as many that it refuses. */
const MAX_REFUSED_IN_ORDER = 8;

/** What a format makes of the lines of a sample. */
export class Candidate {
  readonly format: LineFormat;
  /** By line: percent, 0 where the line is refused or was not offered. */
  readonly confidence: Uint8Array;
  /** How many lines it took. */
  taken = 0;
  /** By line: what was taken for the service, if that is a guess. */
  readonly #services: string[] = [];

  constructor(format: LineFormat, lineCount: number) {
    this.format = format;
    this.confidence = new Uint8Array(lineCount);
  }

  /** Offers it the lines of these indices, each at most once. */
  read({ bytes, lines }: Sample, indices: readonly number[], captures: Captures): void {
    const { firstBytes } = this.format;
    for (const i of indices) {
      const [start, end] = lines[i]!;
      if (firstBytes === undefined || firstBytes[bytes[start]] !== 0) this.#readLine(bytes, start, end, i, captures);
    }
  }

  /** Offers it all lines, in order; for formats that remember lines. */
  readInOrder({ bytes, lines }: Sample, captures: Captures): void {
    for (const [i, [start, end]] of lines.entries()) {
      if (this.taken === 0 && i >= MAX_REFUSED_IN_ORDER) return;
      this.#readLine(bytes, start, end, i, captures);
    }
  }

  #readLine(bytes: Uint8Array, start: number, end: number, line: number, captures: Captures): void {
    const { format } = this;
    const decodedLength = captures.decoded.length;
    if (format.parse(bytes, start, end, captures)) {
      this.taken++;
      this.confidence[line] = Math.max(1, confidenceOf(captures));
      if (format.guessesService) this.#services[line] = serviceText(bytes, captures);
    }
    captures.decoded.length = decodedLength;
  }

  /** How well it explains the lines that are still open; 0 if it may not be used for them, of a sample of `lineCount`. */
  scoreOf(open: Uint8Array, lineCount: number): number {
    const { format, confidence } = this;
    let taken = 0;
    let total = 0;
    for (let i = 0; i < open.length; i++) {
      if (open[i] === 0 || confidence[i] === 0) continue;
      taken++;
      total += confidence[i];
    }
    const leastShare = format.weak ? WEAK_SHARE : format.guessesService ? GUESS_SHARE : 0;
    if (taken < lineCount * leastShare) return 0;
    if (format.guessesService && !areServices(this.#services.filter((word, i) => open[i] === 1 && word !== "")))
      return 0;
    return total * format.rank;
  }
}

function serviceText(bytes: Uint8Array, captures: Captures): string {
  const at = captures.indexOf(SERVICE);
  return at < 0 ? "" : decodeText(bytes, captures.start[at], captures.end[at]);
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

const MAX_PROBES = 40;
const PROBED_BYTES = 48;

/**
 * Indices of lines that stand for all of a sample: of each shape one (of each beginning, names and numbers aside, and
 * each length), and besides some at even distances.
 */
export function probesOf({ bytes, lines }: Sample): number[] {
  const chosen = new Set<number>();
  const shapes = new Set<number>();
  for (const [i, [start, end]] of lines.entries()) {
    if (chosen.size >= MAX_PROBES) break;
    const shape = shapeOf(bytes, start, end);
    if (shapes.has(shape)) continue;
    shapes.add(shape);
    chosen.add(i);
  }
  const step = Math.max(1, Math.ceil((lines.length * 2) / MAX_PROBES));
  for (let i = 0; i < lines.length; i += step) chosen.add(i);
  return [...chosen];
}

function shapeOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 31 - Math.clz32(end - start);
  let last = 0;
  for (let at = start; at < end && at < start + PROBED_BYTES; at++) {
    const isWord = (BYTE_CLASS[bytes[at]] & (DIGIT | LETTER)) !== 0;
    const shown = isWord ? 1 : bytes[at];
    if (isWord && last === 1) continue;
    hash = (Math.imul(hash, 31) + shown) | 0;
    last = shown;
  }
  return hash;
}
