import { isWild } from "./shape-words.ts";

/** What is known of the words at one position of shapes that are otherwise built alike. */
export interface Column {
  readonly values: ReadonlyMap<string, number>;
  /** What stands before and behind it. */
  readonly before: string;
  readonly after: string;
  /** The word before it if that is the same everywhere. */
  readonly previous: string | null;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** How sure it is that a column holds values of a parameter and not the words of several statements. */
export type ColumnKind = "constant" | "value" | "word" | "statement";

/** Words that people write in sentences and programs do not pass as values. */
const FUNCTION_WORDS = new Set(
  (
    "a an the is are was were be been has have had not no and or but if then else when while to from of for in on at by " +
    "with without into onto over under as than that this it its will would can cannot could should must may did does do " +
    "up down in out off all any some more less only already yet still again too so because due during until after before " +
    "succeeded failed failure success error errors warning ok done"
  ).split(" "),
);
const PARTICIPLE = /^[A-Za-z]?[a-z]{2,}(?:ed|ing)$/;
/** Keys whose values say what happened. */
const TELLING_KEYS = new Set(
  "msg message event action op operation error err reason cause level severity status state".split(" "),
);
/** Nouns after which a name follows. */
const NAMING_WORDS = new Set(
  "user username account host hostname driver process program daemon module named called service class type file".split(
    " ",
  ),
);
/** A word that looks like an identifier, the end of a sentence apart. */
const NAME = /[._$@#\\*-]|[a-z][A-Z]|^[A-Z]{2,}$|\d/;
const SENTENCE_END = /[.!]+$/;
/** What a port follows. */
const HOST = /^[a-z\d-]+(?:\.[a-z\d-]+)+$/;

/** The two states of a switch: a value, where words of the language are not. */
const SWITCHES = ["true false", "on off", "yes no"].map((states) => new Set(states.split(" ")));
/** What a request asks for is what is done (RFC 9110, RFC 5789). */
const METHODS = new Set("GET HEAD POST PUT DELETE CONNECT OPTIONS TRACE PATCH".split(" "));

/** Fewer words in front of a colon or bracket name parts of a program. */
const MIN_LABELS = 12;
/** Fewer words at the beginning are verbs or subjects of different statements. */
const MIN_FIRST_WORDS = 6;
/** So many words in a place are values of it, less one for each word around it that is the same; never fewer than. */
const MOST_WORDS = 8;
const MIN_WORDS = 3;

/** `constants` is how many words the shapes have in common. */
export function kindOfColumn(column: Column, constants: number): ColumnKind {
  const values = [...column.values.keys()];
  if (values.length === 1) return "constant";
  if (/=\s*$/.test(column.before) && !isTelling(column.previous)) return "value";
  const plain = values.filter((value) => !isWild(value) && value !== "");
  if (plain.length > 1) {
    if (SWITCHES.some((states) => plain.every((value) => states.has(value.toLowerCase())))) return "value";
    if (plain.every((value) => METHODS.has(value))) return "statement";
    if (column.after === ":" && plain.every((value) => HOST.test(value))) return "value";
  }
  if (plain.some((value) => FUNCTION_WORDS.has(value.toLowerCase()))) return "statement";
  const participles = plain.filter((value) => PARTICIPLE.test(value)).length;
  if (participles * 2 > plain.length) return "statement";
  if (column.after === "" && !column.isLast) return "statement";
  if (values.some(isWild)) return "value";
  if (isLabel(column) && plain.length < MIN_LABELS) return "statement";
  if (column.isFirst) {
    return constants >= 2 && plain.length >= MIN_FIRST_WORDS ? "word" : "statement";
  }
  if (plain.every((value) => NAME.test(value.replace(SENTENCE_END, "")))) return "value";
  if (column.previous !== null && column.before === " " && NAMING_WORDS.has(column.previous.toLowerCase()))
    return "value";
  return plain.length >= Math.max(MIN_WORDS, MOST_WORDS - constants) ? "word" : "statement";
}

function isTelling(key: string | null): boolean {
  return key === null || TELLING_KEYS.has(key.toLowerCase());
}

/** Whether what the column holds names the part of a program that speaks, as in `PacketResponder: …` or `init(…)`. */
function isLabel({ after }: Column): boolean {
  return after.startsWith(": ") || after === ":" || after.startsWith("(");
}
