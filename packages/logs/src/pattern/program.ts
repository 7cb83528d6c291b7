import { FIRST_ATTRIBUTE, HOST, IGNORED, INNER, MESSAGE, SERVICE, TRACE_ID } from "../captures.ts";
import { type Level, codeOfLevel } from "../level.ts";
import { encodeText } from "../text.ts";
import { TIMESTAMP_LAYOUTS } from "../timestamps/timestamp-parser.ts";
import { type PatternNode, parsePattern } from "./pattern-syntax.ts";

export const OP_END = 0;
export const OP_BYTE = 1;
export const OP_BLANKS = 2;
/** Operand: where to go on when the optional part that begins here fails. */
export const OP_OPTIONAL = 3;
export const OP_OPTIONAL_END = 4;
/** Operand: index in TIMESTAMP_LAYOUTS. */
export const OP_TIMESTAMP = 5;
export const OP_LEVEL_WORD = 6;
export const OP_LEVEL_LETTER = 7;
export const OP_LEVEL_PRIORITY = 8;
export const OP_LEVEL_STATUS = 9;
/** Operands: field, index in literals. */
export const OP_UNTIL = 10;
export const OP_BEFORE_LAST = 11;
/** Operand, here and below: field. */
export const OP_WORD = 12;
export const OP_NAME = 13;
export const OP_CLASS = 14;
export const OP_TAG = 15;
export const OP_INT = 16;
export const OP_QUOTED = 17;
export const OP_NESTED = 18;
export const OP_REST = 19;
export const OP_STRUCTURED = 20;
export const OP_OPEN = 21;
/** Operand: the field that reaches from where OP_OPEN was to here. */
export const OP_CLOSE = 22;

export const OP_BEFORE_LOCATION = 23;
export const OP_IDENT = 24;
/** Operand: the code of the level that the line has if it fits up to here. */
export const OP_LEVEL_IS = 25;
export const OP_LEVEL_CAPITALS = 26;
export const OP_GAP = 27;
export const OP_UUID = 28;
export const OP_POD = 29;

/** How many operands each operation has. */
export const OPERANDS = Int32Array.of(
  0,
  1,
  0,
  1,
  0,
  1,
  0,
  0,
  0,
  1,
  2,
  2,
  1,
  1,
  1,
  1,
  1,
  1,
  1,
  1,
  1,
  0,
  1,
  1,
  1,
  1,
  0,
  1,
  1,
  1,
);

const LEVEL_OPS: Readonly<Record<string, number>> = {
  word: OP_LEVEL_WORD,
  capitals: OP_LEVEL_CAPITALS,
  letter: OP_LEVEL_LETTER,
  priority: OP_LEVEL_PRIORITY,
};

const TEXT_OPS: Readonly<Record<string, number>> = {
  uuid: OP_UUID,
  pod: OP_POD,
  word: OP_WORD,
  name: OP_NAME,
  class: OP_CLASS,
  tag: OP_TAG,
  gap: OP_GAP,
  ident: OP_IDENT,
  int: OP_INT,
  quoted: OP_QUOTED,
  nested: OP_NESTED,
  "before-location": OP_BEFORE_LOCATION,
  structured: OP_STRUCTURED,
  rest: OP_REST,
};

const COLUMNS: Readonly<Record<string, number>> = {
  _: IGNORED,
  service: SERVICE,
  host: HOST,
  message: MESSAGE,
  trace_id: TRACE_ID,
  inner: INNER,
};

/** A pattern as operations with their operands, one after the other: what may begin a line, and the matcher, follow from it. */
export interface Program {
  readonly code: Int32Array;
  readonly literals: readonly Uint8Array[];
}

function takesText({ kind }: PatternNode): boolean {
  return kind !== "open" && kind !== "close";
}

/** Compiles a pattern; `idOfName` numbers the names of its attributes. */
export function compilePattern(text: string, idOfName: (name: string) => number): Program {
  const code: number[] = [];
  const literals: Uint8Array[] = [];

  const fieldOf = (name: string) => COLUMNS[name] ?? FIRST_ATTRIBUTE + idOfName(name);

  const emitLiteral = (literal: string) => {
    for (const part of literal.match(/[ ]+|[^ ]+/g) ?? []) {
      if (part.startsWith(" ")) code.push(OP_BLANKS);
      else for (const byte of encodeText(part)) code.push(OP_BYTE, byte);
    }
  };

  const emitField = (name: string, type: string, next: PatternNode | undefined) => {
    if (name === "timestamp") code.push(OP_TIMESTAMP, TIMESTAMP_LAYOUTS.indexOf(type as never));
    else if (name === "level" && type === "status") code.push(OP_LEVEL_STATUS, fieldOf("status"));
    else if (name === "level" && type in LEVEL_OPS) code.push(LEVEL_OPS[type]!);
    else if (name === "level") code.push(OP_LEVEL_IS, codeOfLevel(type.toUpperCase() as Level));
    else if (type === "until" || type === "before-last") {
      if (next?.kind !== "literal") throw new Error(`pattern ${text}: {${name}:${type}} needs a literal after it`);
      literals.push(encodeText(next.text));
      code.push(type === "until" ? OP_UNTIL : OP_BEFORE_LAST, fieldOf(name), literals.length - 1);
    } else code.push(TEXT_OPS[type]!, fieldOf(name));
  };

  const emit = (nodes: readonly PatternNode[], following: PatternNode | undefined) => {
    for (const [i, node] of nodes.entries()) {
      const next = nodes.slice(i + 1).find(takesText) ?? following;
      if (node.kind === "literal") emitLiteral(node.text);
      else if (node.kind === "field") emitField(node.name, node.type, next);
      else if (node.kind === "open") code.push(OP_OPEN);
      else if (node.kind === "close") code.push(OP_CLOSE, fieldOf(node.name));
      else {
        const operand = code.push(OP_OPTIONAL, 0) - 1;
        emit(node.nodes, next);
        code.push(OP_OPTIONAL_END);
        code[operand] = code.length;
      }
    }
  };

  emit(parsePattern(text), undefined);
  code.push(OP_END);
  return { code: Int32Array.from(code), literals };
}
