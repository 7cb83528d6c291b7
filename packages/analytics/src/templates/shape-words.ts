/** Stands for what varies, in shapes and in templates. */
export const WILDCARD = "<*>";

/** A shape cut into words (what may vary) and what stands between them. */
export interface ShapeWords {
  readonly words: readonly string[];
  /** What stands before word i, blanks as one blank; the last is what stands behind all words. */
  readonly gaps: readonly string[];
}

const PARTS = "\\s=,;:()[\\]{}<>\"'`|/?";
const PARTING = new RegExp(`[${PARTS}]`);
const TOKEN = new RegExp(`<\\*>|[^${PARTS}]+|[${PARTS}]`, "y");
const UNIT = /^ (?:[nµum]?s|secs?|seconds?|mins?|minutes?|hours?|hrs?|days?)(?![\w])/;
const MISSING_VALUE = /^(?:$|[,;&)\]}]|\s+$|\s+[^\s=]*=|\s*[,;])/;
const COMPARISON = /(?<=^|\s)[<>~]=?$/;
const CLOSING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };
const OPENING: ReadonlySet<string> = new Set(Object.keys(CLOSING));

/**
 * Cuts a shape into words. One word are wildcards side by side, a wildcard with its unit of time (`<*> ms`), the value of
 * a key with what is glued to it (`rhost=::<*>`, `ws=WorkSource{…}`) and the text between braces. An empty word is a value
 * that is missing: `rhost=`, or a pair of brackets with nothing inside.
 */
export function wordsOf(shape: string): ShapeWords {
  const line = shape.trim();
  const words: string[] = [];
  const gaps: string[] = [];
  let gap = "";
  for (let at = 0; at < line.length;) {
    const end = wordEnd(line, at, gap);
    if (end < 0) {
      const isBlank = /\s/.test(line[at]!);
      if (!isBlank) gap += line[at]!;
      else if (!gap.endsWith(" ")) gap += " ";
      at++;
      continue;
    }
    const word = line.slice(at, end).trim();
    at = end;
    if (word.startsWith(WILDCARD) && line[at] !== ">") gap = gap.replace(COMPARISON, "");
    const isJoined = word === WILDCARD && isWild(words.at(-1)) && (gap === "" || gap === " ");
    if (!isJoined) {
      words.push(word);
      gaps.push(gap);
    }
    gap = "";
  }
  gaps.push(gap);
  return { words, gaps };
}

/** What stands between the words: shapes are of one template only if this is the same. */
export function buildOf({ gaps }: ShapeWords): string {
  return gaps.join("\u0000");
}

export function isWild(word: string | undefined): boolean {
  return word !== undefined && word.startsWith(WILDCARD);
}

/** The end of the word at `at`, which may be empty; -1 if none begins there. `gap` is what stands before it. */
function wordEnd(line: string, at: number, gap: string): number {
  if (gap.endsWith("=")) {
    if (MISSING_VALUE.test(line.slice(at, at + LONGEST_KEY))) return at;
    const end = gluedEnd(line, at);
    if (end > at) return end;
  }
  const bracket = gap.at(-1) ?? "";
  if (bracket in CLOSING && (gap.length === 1 ? at === 1 : gap.at(-2) === " ")) {
    const isEmpty = line.slice(at).trimStart().startsWith(CLOSING[bracket]!);
    if (isEmpty) return line.indexOf(CLOSING[bracket]!, at);
    const close = bracket === "{" ? line.indexOf("}", at) : -1;
    if (close > 0) return close;
  }
  TOKEN.lastIndex = at;
  const [token] = TOKEN.exec(line)!;
  if (token.length === 1 && PARTING.test(token)) return -1;
  const end = at + token.length;
  const unit = token === WILDCARD ? UNIT.exec(line.slice(end, end + LONGEST_UNIT)) : null;
  return unit ? end + unit[0].length : end;
}

const LONGEST_KEY = 64;
const LONGEST_UNIT = 10;

/** The end of a value that goes on over colons, slashes and brackets. */
function gluedEnd(line: string, start: number): number {
  let at = start;
  while (at < line.length) {
    const close = closingBracket(line, at);
    if (close > 0) {
      at = close;
      continue;
    }
    if (line.startsWith(WILDCARD, at)) at += WILDCARD.length;
    else if (!PARTING.test(line[at]!)) at++;
    else if (":/@".includes(line[at]!) && at + 1 < line.length && !/[\s=]/.test(line[at + 1]!)) at++;
    else break;
  }
  return at;
}

/** Where the bracket at `start` is closed, that bracket included; -1 if no bracket is there or nothing closes it. */
function closingBracket(text: string, start: number): number {
  if (!OPENING.has(text[start]!)) return -1;
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (OPENING.has(text[at]!)) depth++;
    else if (")]}".includes(text[at]!) && --depth === 0) return at + 1;
  }
  return -1;
}

/** The shape or template with these words. */
export function textOf({ words, gaps }: ShapeWords): string {
  return words.map((word, i) => gaps[i]! + word).join("") + gaps.at(-1)!;
}
