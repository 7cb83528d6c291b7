import { BYTE_CLASS, DIGIT, LETTER, NAME, SPACE, TAB } from "../bytes.ts";
import { TIMESTAMP_LAYOUTS } from "../timestamps/timestamp-parser.ts";
import * as op from "./program.ts";

/** What may begin a level word: a letter or a bracket. */
const LEVEL_STARTS = [40, 60, 91];
const OPEN_BRACKET = 91;
const AT_SIGN = 64;
/** Layouts that begin with the name of a month or a weekday, or may. */
const NAMED = new Set(["clf", "bsd", "ctime"].map((name) => TIMESTAMP_LAYOUTS.indexOf(name as never)));
const TAI64N = TIMESTAMP_LAYOUTS.indexOf("tai64n");

/** The bytes with which a line may begin that fits a pattern: 1 at each of them. */
export function firstBytes({ code }: op.Program): Uint8Array {
  const found = new Uint8Array(256);
  addFirst(code, 0, found);
  return found;
}

function addFirst(code: Int32Array, start: number, found: Uint8Array): void {
  for (let pc = start; ; pc += 1 + op.OPERANDS[code[pc]]) {
    const operation = code[pc];
    const operand = code[pc + 1];
    if (operation === op.OP_OPTIONAL) addFirst(code, operand, found);
    else if (!takesNothing(operation)) {
      addFirstOf(operation, operand, found);
      return;
    }
  }
}

function takesNothing(operation: number): boolean {
  return (
    operation === op.OP_OPTIONAL_END ||
    operation === op.OP_OPEN ||
    operation === op.OP_CLOSE ||
    operation === op.OP_LEVEL_IS
  );
}

function addFirstOf(operation: number, operand: number, found: Uint8Array): void {
  switch (operation) {
    case op.OP_BYTE:
      found[operand] = 1;
      break;
    case op.OP_BLANKS:
      found[SPACE] = found[TAB] = 1;
      break;
    case op.OP_TIMESTAMP:
      found[operand === TAI64N ? AT_SIGN : OPEN_BRACKET] = 1;
      addClass(NAMED.has(operand) ? DIGIT | LETTER : DIGIT, found);
      break;
    case op.OP_LEVEL_WORD:
    case op.OP_LEVEL_CAPITALS:
      addClass(LETTER, found);
      for (const byte of LEVEL_STARTS) found[byte] = 1;
      break;
    case op.OP_LEVEL_LETTER:
      addClass(LETTER, found);
      break;
    case op.OP_LEVEL_PRIORITY:
    case op.OP_LEVEL_STATUS:
    case op.OP_INT:
      addClass(DIGIT, found);
      break;
    case op.OP_NAME:
    case op.OP_CLASS:
      addClass(NAME, found);
      break;
    case op.OP_END:
      break;
    default:
      found.fill(1);
  }
}

function addClass(bits: number, found: Uint8Array): void {
  for (let byte = 0; byte < 256; byte++) if ((BYTE_CLASS[byte] & bits) !== 0) found[byte] = 1;
}
