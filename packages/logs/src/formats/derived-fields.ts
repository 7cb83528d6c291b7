import type { AttributeNames } from "../attribute-names.ts";
import { SPACE, equalBytes } from "../bytes.ts";
import { type Captures, DECODED, FIRST_ATTRIBUTE, MESSAGE, SERVICE } from "../captures.ts";
import { type Level, codeOfLevel } from "../level.ts";
import { levelOfHttpStatus, levelOfWord } from "../level-word.ts";
import { isDigit } from "../timestamps/digits.ts";
import { encodeText } from "../text.ts";
import { endOfService } from "../pattern/pod-name.ts";

/** What a definition derives from the named values of a record. */
export interface DerivedRules {
  readonly message: readonly string[];
  readonly levelFrom: Readonly<Record<string, "http-status" | Readonly<Partial<Record<string, Level>>>>>;
  readonly levelless: boolean;
  readonly impliedLevel?: Level | undefined;
  readonly serviceFromPod: readonly string[];
}

interface LevelSource {
  readonly field: number;
  /** None: the value is an HTTP status. */
  readonly values: readonly (readonly [text: Uint8Array, code: number])[] | undefined;
}

const NOT_FOUND = -1;

/** Adds to what was found in a line what follows from it: a level from an HTTP status, a message from several values. */
export class DerivedFields {
  readonly #rules: DerivedRules;
  readonly #impliedLevel: number;
  readonly #names: AttributeNames;
  #generation = -1;
  #parts: readonly number[] = [];
  #levels: readonly LevelSource[] = [];
  #pods: readonly number[] = [];

  constructor(rules: DerivedRules, names: AttributeNames) {
    this.#rules = rules;
    this.#impliedLevel = rules.impliedLevel === undefined ? 0 : codeOfLevel(rules.impliedLevel);
    this.#names = names;
  }

  apply(bytes: Uint8Array, captures: Captures): void {
    if (this.#generation !== this.#names.generation) this.#resolveNames();
    if (captures.level === 0 && this.#levels.length > 0) captures.level = this.#levelOf(bytes, captures);
    if (captures.level === 0) captures.level = this.#impliedLevel;
    if (this.#parts.length > 0 && !hasMessage(captures)) this.#composeMessage(bytes, captures);
    if (this.#pods.length > 0 && find(captures, SERVICE) === NOT_FOUND) this.#takeService(bytes, captures);
    captures.complete = this.#rules.levelless && !Number.isNaN(captures.timestampUs);
  }

  #resolveNames(): void {
    const fieldOf = (name: string) => FIRST_ATTRIBUTE + this.#names.idOf(name);
    this.#generation = this.#names.generation;
    this.#parts = this.#rules.message.map(fieldOf);
    this.#pods = this.#rules.serviceFromPod.map(fieldOf);
    this.#levels = Object.entries(this.#rules.levelFrom).map(([name, source]) => ({
      field: fieldOf(name),
      values: source === "http-status" ? undefined : valuesOf(source),
    }));
  }

  #levelOf(bytes: Uint8Array, captures: Captures): number {
    for (const { field, values } of this.#levels) {
      const at = find(captures, field);
      if (at === NOT_FOUND || captures.start[at] >= DECODED) continue;
      const level = levelOfValue(bytes, captures.start[at], captures.end[at], values);
      if (level !== 0) return level;
    }
    return 0;
  }

  #takeService(bytes: Uint8Array, captures: Captures): void {
    let at = NOT_FOUND;
    for (let i = 0; i < this.#pods.length && at === NOT_FOUND; i++) at = find(captures, this.#pods[i]!);
    if (at === NOT_FOUND) return;
    const start = captures.start[at];
    const base = start >= DECODED ? DECODED : 0;
    const source = base === 0 ? bytes : captures.decoded.bytes;
    captures.add(SERVICE, start, base + endOfService(source, start - base, captures.end[at] - base));
  }

  #composeMessage(bytes: Uint8Array, captures: Captures): void {
    const decoded = captures.decoded;
    const start = decoded.length;
    for (const field of this.#parts) {
      const at = find(captures, field);
      if (at === NOT_FOUND) continue;
      const base = captures.start[at] >= DECODED ? DECODED : 0;
      const source = base === 0 ? bytes : decoded.bytes;
      if (decoded.length > start) decoded.push(SPACE);
      decoded.append(source.subarray(captures.start[at] - base, captures.end[at] - base));
    }
    if (decoded.length > start) captures.add(MESSAGE, DECODED + start, DECODED + decoded.length);
  }
}

function valuesOf(source: Readonly<Partial<Record<string, Level>>>): [Uint8Array, number][] {
  return Object.entries(source).map(([text, level]) => [encodeText(text), codeOfLevel(level!)]);
}

function find(captures: Captures, field: number): number {
  for (let at = 0; at < captures.count; at++) if (captures.field[at] === field) return at;
  return NOT_FOUND;
}

function hasMessage(captures: Captures): boolean {
  const at = find(captures, MESSAGE);
  return at !== NOT_FOUND && captures.end[at] > captures.start[at];
}

function levelOfValue(bytes: Uint8Array, start: number, end: number, values: LevelSource["values"]): number {
  if (values === undefined) return levelOfStatus(bytes, start, end);
  for (const [text, code] of values) {
    if (isAny(text)) return code;
    if (text.length === end - start && equalBytes(bytes, start, text, 0, text.length)) return code;
  }
  return 0;
}

/** `*` stands for every value. */
function isAny(text: Uint8Array): boolean {
  return text.length === 1 && text[0] === 42;
}

/**
 * Only 100–599 are statuses; others, as 0 for a connection that was cut, imply nothing. Where the level is called the
 * status, it is a word.
 */
function levelOfStatus(bytes: Uint8Array, start: number, end: number): number {
  if (!isDigit(bytes[start])) return levelOfWord(bytes, start, end);
  if (end - start !== 3) return 0;
  for (let at = start; at < end; at++) if (!isDigit(bytes[at])) return 0;
  const status = (bytes[start] - 48) * 100 + (bytes[start + 1] - 48) * 10 + (bytes[start + 2] - 48);
  return status >= 100 && status <= 599 ? levelOfHttpStatus(status) : 0;
}
