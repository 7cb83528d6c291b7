import { withoutLeadingIds } from "./leading-ids.ts";

/** More of a message does not make its kind any clearer. */
const MAX_CHARACTERS = 2_000;
const MAX_WORDS = 64;
/** Longer runs of letters are encoded data. */
const MAX_WORD_LENGTH = 40;

/** What a masker puts in place of a value: `<*>`, `<ip>`, `<num>`. */
const PLACEHOLDER = /<[\p{L}*_-]*>/gu;
/** UUIDs, and MAC and IPv6 addresses: groups of hex digits, of which some may be letters only. */
const HEX_GROUPS =
  /(?<![\p{L}\p{N}])(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|[\da-f]{2}(?:-[\da-f]{2}){5}|[\da-f]{1,4}(?:::?[\da-f]{1,4}){3,})(?![\p{L}\p{N}])/giu;
/** The value of `key=value`. */
const ASSIGNED = /(?<=[\p{L}\p{N}_]=)[^\s"',;()[\]{}]+/gu;
const WORD = /[\p{L}\p{N}_]+/gu;
/** Eight letters a–f or more: hex that happens to have no decimal digit. */
const HEX_LETTERS = /^[a-f]{8,}$/;

const STOP_WORDS = new Set(
  (
    "a an and any are as at be been by can could did do does for from had has have if in into is it its may more most " +
    "of on or our out over so some such than that the their then there these they this those to under up was we were " +
    "when where which while who will with would you your"
  ).split(" "),
);

/** The lines that name the error: the first, and any later one that is not indented as stack frames are. */
function headline(message: string): string {
  return message.slice(0, MAX_CHARACTERS).replace(/\n[ \t][^\n]*/g, "");
}

/**
 * The words that tell a kind of error from another, lower case, in their order, at most 64: no numbers, no word with a
 * digit in it, no hex, no ids, no placeholders, no stop words, no stack frames.
 */
export function errorWords(message: string): string[] {
  const text = headline(message)
    .replace(PLACEHOLDER, " ")
    .replace(HEX_GROUPS, " ")
    .replace(ASSIGNED, " ")
    .toLowerCase();
  const words: string[] = [];
  for (const [run] of text.matchAll(WORD)) {
    const word = run.replace(/^_+|_+$/g, "");
    if (word.length < 2 || word.length > MAX_WORD_LENGTH || STOP_WORDS.has(word)) continue;
    if (/\p{N}/u.test(word) || HEX_LETTERS.test(word)) continue;
    words.push(word);
    if (words.length === MAX_WORDS) break;
  }
  return words;
}

const MAX_LABEL_LENGTH = 120;

/**
 * The message as a name for its kind: words that are not common to the kind, and values, become "…"; ids before the rest
 * are left out. A message of nothing else names itself. At most 120 characters.
 *
 * @param common the words, as `errorWords` gives them, that most messages of the kind have
 */
export function errorLabel(message: string, common: ReadonlySet<string>): string {
  const parts = headline(message)
    .split(/\s+/)
    .filter((part) => part !== "")
    .map((part) => withoutVarying(part, common))
    .filter((part, i, all) => part !== "…" || all[i - 1] !== "…");
  const hasWords = parts.some((part) => part !== "…");
  const label = hasWords ? withoutLeadingIds(parts.join(" "), "…") : headline(message).trim();
  return label.length <= MAX_LABEL_LENGTH ? label : `${label.slice(0, MAX_LABEL_LENGTH - 1).trimEnd()}…`;
}

const BETWEEN_WORDS = /([/=:,;?&|"'()[\]{}]+)/;
const ROW_OF_VARYING = /…(?:[^\p{L}\p{N}\s…]*…)+/gu;

/** `/api/…/orders/…` for a path whose second part and last are not of the kind; only "…" if no word is left. */
function withoutVarying(part: string, common: ReadonlySet<string>): string {
  const varies = (text: string) => isValue(text) || errorWords(text).some((word) => !common.has(word));
  if (!varies(part)) return part;
  const kept = part.split(BETWEEN_WORDS).map((text) => (varies(text) ? "…" : text));
  return kept.some((text) => errorWords(text).length > 0) ? kept.join("").replace(ROW_OF_VARYING, "…") : "…";
}

function isValue(part: string): boolean {
  return /\p{N}/u.test(part) || HEX_LETTERS.test(part.toLowerCase()) || part.search(PLACEHOLDER) >= 0;
}
