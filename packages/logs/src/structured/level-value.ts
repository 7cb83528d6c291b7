import { SPACE, startsWith } from "../bytes.ts";
import { type LevelCode, NO_LEVEL, codeOfLevel } from "../level.ts";
import { levelOfLetter, levelOfNumber, levelOfOtelSeverity, levelOfWord } from "../level-word.ts";
import { encodeText } from "../text.ts";
import { isDigit } from "../timestamps/digits.ts";

const INFO = codeOfLevel("INFO");
/** Levels of `console.log` and of Loguru; elsewhere the words are none. */
const LOG = encodeText("log");
const SUCCESS = encodeText("SUCCESS");

/** The level that a value states: a word, an initial or a number, which may be a severity of OpenTelemetry. */
export function levelOfValue(bytes: Uint8Array, start: number, end: number, isOtelSeverity: boolean): LevelCode {
  // Some pad their level words.
  let wordEnd = end;
  while (wordEnd > start && bytes[wordEnd - 1] === SPACE) wordEnd--;
  const level = levelOfWord(bytes, start, wordEnd);
  if (level !== NO_LEVEL) return level;
  if (end - start <= 2) {
    const number = digitsAsNumber(bytes, start, end);
    if (Number.isNaN(number)) return levelOfInitial(bytes, start, end);
    return isOtelSeverity ? levelOfOtelSeverity(number) : levelOfNumber(number);
  }
  return isWord(LOG, bytes, start, wordEnd) || isWord(SUCCESS, bytes, start, wordEnd) ? INFO : NO_LEVEL;
}

function isWord(word: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  return end - start === word.length && startsWith(bytes, start, end, word);
}

/** `I`, or `D2`, as MongoDB numbers its debug levels. */
function levelOfInitial(bytes: Uint8Array, start: number, end: number): LevelCode {
  return end - start === 1 || isDigit(bytes[start + 1]) ? levelOfLetter(bytes[start]) : NO_LEVEL;
}

/** NaN unless all of `[start, end)` is decimal digits, at least one. */
export function digitsAsNumber(bytes: Uint8Array, start: number, end: number): number {
  let value = end > start ? 0 : NaN;
  for (let at = start; at < end; at++) value = isDigit(bytes[at]) ? value * 10 + (bytes[at] - 48) : NaN;
  return value;
}
