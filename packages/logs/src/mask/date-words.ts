import { BYTE_CLASS, DIGIT, LETTER, SPACE } from "../bytes.ts";

const COMMA = 44;
const MONTHS = packedWords("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec");
const WEEKDAYS = packedWords("Mon Tue Wed Thu Fri Sat Sun");

function packedWords(words: string): ReadonlySet<number> {
  return new Set(
    words.split(" ").map((word) =>
      packed(
        [...word].map((letter) => letter.charCodeAt(0)),
        0,
      ),
    ),
  );
}

function packed(bytes: ArrayLike<number>, at: number): number {
  return (bytes[at] << 16) | (bytes[at + 1] << 8) | bytes[at + 2];
}

/**
 * Where the date begins whose month stands before `end`, blanks between, as in `Sat Jun 11` with `end` at the 11; -1 if
 * no month stands there.
 */
export function dateStart(text: Uint8Array, end: number): number {
  const monthStart = wordStart(text, blanksStart(text, end), MONTHS);
  if (monthStart < 0) return -1;
  let at = blanksStart(text, monthStart);
  if (at === monthStart) return monthStart;
  if (at > 0 && text[at - 1] === COMMA) at--;
  const weekdayStart = wordStart(text, at, WEEKDAYS);
  return weekdayStart < 0 ? monthStart : weekdayStart;
}

/** Whether an abbreviation of a time zone, blanks around it, is all that stands between `dateEnd` and `end`. */
export function isZone(text: Uint8Array, dateEnd: number, end: number): boolean {
  if (end - dateEnd < 5 || end - dateEnd > 7 || text[end - 1] !== SPACE || text[dateEnd] !== SPACE) return false;
  for (let at = dateEnd + 1; at < end - 1; at++) if (text[at] < 65 || text[at] > 90) return false;
  return true;
}

function blanksStart(text: Uint8Array, end: number): number {
  let at = end;
  while (at > 0 && text[at - 1] === SPACE) at--;
  return at;
}

function wordStart(text: Uint8Array, end: number, words: ReadonlySet<number>): number {
  const start = end - 3;
  if (start < 0 || (start > 0 && (BYTE_CLASS[text[start - 1]] & (LETTER | DIGIT)) !== 0)) return -1;
  return words.has(packed(text, start)) ? start : -1;
}
