// The interpreter of compiled patterns: one loop over an Int32Array, because it runs for every line of every file.
import { BYTE_CLASS, DIGIT, LETTER, NAME, SPACE, TAB, skipBlanks } from "../bytes.ts";
import type { Captures } from "../captures.ts";
import { levelOfHttpStatus, levelOfLetter, levelOfSyslogSeverity, levelOfWord } from "../level-word.ts";
import type { StructuredData } from "../structured/structured-data.ts";
import type { TimestampParser } from "../timestamps/timestamp-parser.ts";
import { MAX_NESTING } from "./pattern-syntax.ts";
import * as op from "./program.ts";
import {
  classEnd,
  findLast,
  findLiteral,
  gapEnd,
  identEnd,
  intEnd,
  locationStart,
  nameEnd,
  nestedEnd,
  quotedEnd,
  tagEnd,
  uuidEnd,
  wordEnd,
} from "./spans.ts";

const NO_LITERAL = new Uint8Array(0);
const DASH = 45;
const SLASH = 47;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;

export class PatternMatcher {
  readonly #timestamps: TimestampParser;
  readonly #structured: StructuredData;
  // Where to go on and what to restore when an optional part fails: four numbers for each part being tried.
  readonly #choices = new Int32Array(MAX_NESTING * 4);
  readonly #choiceUs = new Float64Array(MAX_NESTING);

  constructor(timestamps: TimestampParser, structured: StructuredData) {
    this.#timestamps = timestamps;
    this.#structured = structured;
  }

  /** Whether the whole of `[start, end)` fits; its fields are then in `captures`, which must have been cleared. */
  match(program: op.Program, bytes: Uint8Array, start: number, end: number, captures: Captures): boolean {
    const code = program.code;
    let depth = 0;
    let pc = 0;
    let at = start;
    let opened = start;
    for (;;) {
      const operation = code[pc];
      // The position after what the operation took, or -1 when it fails.
      let next = -1;
      if (operation === op.OP_BYTE) {
        if (at < end && bytes[at] === code[pc + 1]) next = at + 1;
      } else if (operation === op.OP_BLANKS) {
        if (at < end && (bytes[at] === SPACE || bytes[at] === TAB)) next = skipBlanks(bytes, at + 1, end);
      } else if (operation === op.OP_OPTIONAL) {
        this.#choose(depth++, code[pc + 1], at, captures);
        next = at;
      } else if (operation === op.OP_OPTIONAL_END) {
        depth--;
        next = at;
      } else if (operation === op.OP_OPEN) {
        opened = next = at;
      } else if (operation === op.OP_CLOSE) {
        captures.add(code[pc + 1], opened, at);
        next = at;
      } else if (operation === op.OP_END) {
        if (at === end) return true;
      } else next = this.#takeField(program, pc, bytes, at, end, captures);
      if (next >= 0) {
        at = next;
        pc += 1 + op.OPERANDS[operation];
        continue;
      }
      if (depth === 0) return false;
      depth--;
      pc = this.#choices[depth * 4];
      at = this.#choices[depth * 4 + 1];
      captures.count = this.#choices[depth * 4 + 2];
      captures.level = this.#choices[depth * 4 + 3];
      captures.timestampUs = this.#choiceUs[depth];
    }
  }

  /** Notes where to go on, and with what found so far, if the optional part that begins here fails. */
  #choose(depth: number, target: number, at: number, captures: Captures): void {
    this.#choices[depth * 4] = target;
    this.#choices[depth * 4 + 1] = at;
    this.#choices[depth * 4 + 2] = captures.count;
    this.#choices[depth * 4 + 3] = captures.level;
    this.#choiceUs[depth] = captures.timestampUs;
  }

  /** Takes the field of the operation at `pc`; returns the position after it, or -1. */
  #takeField(program: op.Program, pc: number, bytes: Uint8Array, at: number, end: number, captures: Captures): number {
    const code = program.code;
    const operation = code[pc];
    const operand = code[pc + 1];
    switch (operation) {
      case op.OP_TIMESTAMP:
        return this.#takeTimestamp(operand, bytes, at, end, captures);
      case op.OP_LEVEL_WORD:
        return takeLevelWord(bytes, at, end, captures);
      case op.OP_LEVEL_LETTER:
        return at < end && (captures.level = levelOfLetter(bytes[at])) > 0 ? at + 1 : -1;
      case op.OP_LEVEL_PRIORITY:
        return takePriority(bytes, at, end, captures);
      case op.OP_LEVEL_STATUS:
        return takeStatus(bytes, at, end, captures, operand);
      case op.OP_LEVEL_CAPITALS:
        return isInCapitals(bytes, at, end) ? takeLevelWord(bytes, at, end, captures) : -1;
      case op.OP_LEVEL_IS:
        captures.level = operand;
        return at;
      case op.OP_STRUCTURED:
        return this.#structured.take(bytes, at, end, captures);
      default: {
        const literal = operation <= op.OP_BEFORE_LAST ? program.literals[code[pc + 2]] : NO_LITERAL;
        const next = spanEnd(operation, bytes, at, end, literal);
        if (next < 0) return -1;
        if (operation === op.OP_UNTIL || operation === op.OP_NESTED) addTrimmed(captures, operand, bytes, at, next);
        else captures.add(operand, at, next);
        return next;
      }
    }
  }

  /** Takes a timestamp; one that begins with its year also in square brackets. */
  #takeTimestamp(layout: number, bytes: Uint8Array, start: number, end: number, captures: Captures): number {
    const bracketed = layout === 0 && bytes[start] === OPEN_BRACKET;
    const next = this.#timestamps.parse(layout, bytes, bracketed ? start + 1 : start, end);
    if (next < 0 || (bracketed && (next >= end || bytes[next] !== CLOSE_BRACKET))) return -1;
    captures.timestampUs = this.#timestamps.us;
    captures.yearless = this.#timestamps.yearless;
    return bracketed ? next + 1 : next;
  }
}

function addTrimmed(captures: Captures, field: number, bytes: Uint8Array, start: number, end: number): void {
  let from = start;
  let to = end;
  while (from < to && bytes[from] === SPACE) from++;
  while (to > from && bytes[to - 1] === SPACE) to--;
  captures.add(field, from, to);
}

function spanEnd(operation: number, bytes: Uint8Array, at: number, end: number, literal: Uint8Array): number {
  switch (operation) {
    case op.OP_UNTIL:
      return findLiteral(bytes, at, end, literal);
    case op.OP_BEFORE_LAST:
      return findLast(bytes, at, end, literal);
    case op.OP_NESTED:
      return nestedEnd(bytes, at, end);
    case op.OP_BEFORE_LOCATION:
      return locationStart(bytes, at, end);
    case op.OP_WORD:
      return wordEnd(bytes, at, end);
    case op.OP_NAME:
      return nameEnd(bytes, at, end);
    case op.OP_CLASS:
      return classEnd(bytes, at, end);
    case op.OP_TAG:
      return tagEnd(bytes, at, end);
    case op.OP_GAP:
      return gapEnd(bytes, at, end);
    case op.OP_IDENT:
      return identEnd(bytes, at, end);
    case op.OP_INT:
      return intEnd(bytes, at, end);
    case op.OP_UUID:
      return uuidEnd(bytes, at, end);
    case op.OP_QUOTED:
      return quotedEnd(bytes, at, end);
    default:
      return end;
  }
}

function closingOf(opening: number): number {
  if (opening === OPEN_BRACKET) return CLOSE_BRACKET;
  if (opening === 40) return 41;
  return opening === 60 ? 62 : 0;
}

/** Whether a word begins whose first two letters are capitals. */
function isInCapitals(bytes: Uint8Array, start: number, end: number): boolean {
  return start + 1 < end && isCapital(bytes[start]) && isCapital(bytes[start + 1]);
}

function isCapital(byte: number): boolean {
  return byte >= 65 && byte <= 90;
}

/** A level word, alone or in brackets that may pad it: `INFO`, `[info ]`, `<WARN>`. */
function takeLevelWord(bytes: Uint8Array, start: number, end: number, captures: Captures): number {
  let at = start;
  const closing = closingOf(bytes[at]);
  if (closing !== 0) {
    at++;
    while (at < end && bytes[at] === SPACE) at++;
  }
  const wordStart = at;
  while (at < end && (BYTE_CLASS[bytes[at]] & LETTER) !== 0) at++;
  const level = levelOfWord(bytes, wordStart, at);
  // Some number their levels: trace1, DEBUG2.
  if (level !== 0 && at < end && (BYTE_CLASS[bytes[at]] & DIGIT) !== 0) at++;
  if (level === 0 || (at < end && bytes[at] !== DASH && bytes[at] !== SLASH && (BYTE_CLASS[bytes[at]] & NAME) !== 0))
    return -1;
  if (closing !== 0) {
    while (at < end && bytes[at] === SPACE) at++;
    if (at >= end || bytes[at] !== closing) return -1;
    at++;
  }
  captures.level = level;
  return at;
}

/** A syslog priority: facility * 8 + severity, at most 191. */
function takePriority(bytes: Uint8Array, start: number, end: number, captures: Captures): number {
  const at = intEnd(bytes, start, end);
  if (at < 0 || at - start > 3) return -1;
  const priority = numberAt(bytes, start, at);
  if (priority > 191) return -1;
  captures.level = levelOfSyslogSeverity(priority % 8);
  return at;
}

function takeStatus(bytes: Uint8Array, start: number, end: number, captures: Captures, field: number): number {
  const at = intEnd(bytes, start, end);
  if (at - start !== 3) return -1;
  captures.level = levelOfHttpStatus(numberAt(bytes, start, at));
  captures.add(field, start, at);
  return at;
}

function numberAt(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end && (BYTE_CLASS[bytes[at]] & DIGIT) !== 0; at++) value = value * 10 + (bytes[at] - 48);
  return value;
}
