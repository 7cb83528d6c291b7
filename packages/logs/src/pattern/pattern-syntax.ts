import { LEVELS } from "../level.ts";
import { TIMESTAMP_LAYOUTS } from "../timestamps/timestamp-parser.ts";

/**
 * A pattern is the shape of a line: literal text, in which a space stands for one or more blanks; fields `{name}` or
 * `{name:type}`; optional parts `{?` … `?}`, which may nest; and `{<name}` … `{>name}`, a field around other fields.
 * An optional part that fails is skipped; there is no other backtracking. The names `service`, `host`, `message`,
 * `trace_id`, `timestamp` and `level` are columns, `inner` is a line of another format that this
 * one carries, `_` is thrown away, any other is an attribute.
 */
export type PatternNode =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "field"; readonly name: string; readonly type: string }
  | { readonly kind: "open"; readonly name: string }
  | { readonly kind: "close"; readonly name: string }
  | { readonly kind: "optional"; readonly nodes: readonly PatternNode[] };

/**
 * Types of text fields.
 * - `until`: up to the literal that follows, which must be there
 * - `before-last`: up to the last place where that literal stands
 * - `word`: no blanks; `name`: an identifier with dots, dashes and slashes; `class`: a name with a dot or an inner capital
 * - `ident`: letters, digits, dots, dashes and underscores
 * - `pod`: the name of a Kubernetes pod that ends with the random part which a deployment or a set adds
 * - `gap`: at least two blanks; `uuid`: an identifier of 32 hexadecimal digits and 4 dashes
 * - `tag`: a syslog program name, up to a bracket, a blank, or a colon before a blank
 * - `int`: decimal digits; `quoted`: up to an unescaped quote; `nested`: up to the bracket that closes the one before
 * - `before-location`: up to the colon before a class and the line in it, `:FastLeaderElection@774`
 * - `structured`: the structured data of RFC 5424, each parameter an attribute of its own
 * - `rest`: all that is left, blanks at the end included
 * Blanks around what `until` and `nested` take are left off.
 */
const TEXT_TYPES = [
  "until",
  "before-last",
  "word",
  "name",
  "class",
  "gap",
  "ident",
  "tag",
  "int",
  "quoted",
  "nested",
  "before-location",
  "structured",
  "rest",
  "uuid",
  "pod",
] as const;

/**
 * Types of the level: a word, a word in capitals, one letter, a syslog priority number, an HTTP status (kept as an attribute as well), or a
 * level itself, which takes nothing of the line: `*{level:info}`.
 */
const LEVEL_TYPES = [
  "word",
  "capitals",
  "letter",
  "priority",
  "status",
  ...LEVELS.map((level) => level.toLowerCase()),
] as readonly string[];

const DEFAULT_TYPES: Readonly<Record<string, string>> = {
  timestamp: "iso",
  level: "word",
  service: "name",
  host: "word",
  message: "rest",
  inner: "rest",
};

/** How deep optional parts may nest. */
const MAX_NESTING = 8;

const TOKEN = /\{\?|\?\}|\{([<>]?)([a-z_][a-z0-9_.]*)(?::([a-z0-9-]+))?\}/g;

/** Parses the text of a pattern; throws an Error that names the pattern and what is wrong with it. */
export function parsePattern(text: string): readonly PatternNode[] {
  const stack: PatternNode[][] = [[]];
  let literalStart = 0;
  const flushLiteral = (end: number) => {
    if (end > literalStart) stack.at(-1)!.push({ kind: "literal", text: text.slice(literalStart, end) });
  };
  for (const token of text.matchAll(TOKEN)) {
    flushLiteral(token.index);
    literalStart = token.index + token[0].length;
    if (token[0] === "{?") {
      if (stack.push([]) > MAX_NESTING + 1) throw new Error(`pattern ${text}: "{?" nests too deep`);
    } else if (token[0] === "?}") {
      const nodes = stack.pop()!;
      if (stack.length === 0) throw new Error(`pattern ${text}: "?}" without "{?"`);
      stack.at(-1)!.push({ kind: "optional", nodes });
    } else if (token[1] === "") stack.at(-1)!.push(fieldNode(text, token[2]!, token[3]));
    else if (token[1] === "<") stack.at(-1)!.push({ kind: "open", name: token[2]! });
    else stack.at(-1)!.push({ kind: "close", name: token[2]! });
  }
  flushLiteral(text.length);
  if (stack.length > 1) throw new Error(`pattern ${text}: "{?" without "?}"`);
  return stack[0]!;
}

function fieldNode(pattern: string, name: string, type: string | undefined): PatternNode {
  const chosen = type ?? DEFAULT_TYPES[name] ?? "until";
  const allowed: readonly string[] =
    name === "timestamp" ? TIMESTAMP_LAYOUTS : name === "level" ? LEVEL_TYPES : TEXT_TYPES;
  if (!allowed.includes(chosen)) throw new Error(`pattern ${pattern}: {${name}} cannot be of type ${chosen}`);
  return { kind: "field", name, type: chosen };
}
