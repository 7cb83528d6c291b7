import * as op from "./program.ts";

/** The function in {@link SPAN_ENDS} that finds where what an operation takes ends. */
const SPAN_END: Readonly<Record<number, string>> = {
  [op.OP_BEFORE_LOCATION]: "locationStart",
  [op.OP_WORD]: "wordEnd",
  [op.OP_NAME]: "nameEnd",
  [op.OP_CLASS]: "classEnd",
  [op.OP_TAG]: "tagEnd",
  [op.OP_GAP]: "gapEnd",
  [op.OP_IDENT]: "identEnd",
  [op.OP_INT]: "intEnd",
  [op.OP_UUID]: "uuidEnd",
  [op.OP_POD]: "podEnd",
  [op.OP_QUOTED]: "quotedEnd",
  [op.OP_NESTED]: "nestedEnd",
};

const TAKER: Readonly<Record<number, string>> = {
  [op.OP_LEVEL_WORD]: "takeLevelWord",
  [op.OP_LEVEL_CAPITALS]: "takeLevelCapitals",
  [op.OP_LEVEL_LETTER]: "takeLevelLetter",
  [op.OP_LEVEL_PRIORITY]: "takePriority",
};

/**
 * The body of a function of `bytes, start, end, captures, timestamps, structured` that tells whether a line fits the
 * program. All that comes from the pattern are numbers, so that no text of a definition becomes code.
 */
export function matcherSource({ code, literals }: op.Program): string {
  const lines = ["let at = start, next = 0, opened = start;"];
  /** Optional parts that are open: where each ends in the code, and its number. */
  const open: { end: number; id: number }[] = [];
  let optionals = 0;
  const failing = (): string => {
    const inner = open.at(-1);
    return inner === undefined ? "return false;" : `break try${inner.id};`;
  };
  for (let pc = 0; pc < code.length; pc += 1 + op.OPERANDS[code[pc]]) {
    const operation = code[pc];
    const operand = code[pc + 1];
    if (operation === op.OP_OPTIONAL) {
      const id = optionals++;
      open.push({ end: operand, id });
      lines.push(
        `const at${id} = at, count${id} = captures.count, level${id} = captures.level, us${id} = captures.timestampUs;`,
        `optional${id}: { try${id}: {`,
      );
    } else if (operation === op.OP_OPTIONAL_END) {
      const { id } = open.pop()!;
      lines.push(
        `break optional${id}; }`,
        `at = at${id}; captures.count = count${id}; captures.level = level${id}; captures.timestampUs = us${id}; }`,
      );
    } else lines.push(step(operation, operand, literals[code[pc + 2]], code[pc + 2], failing()));
  }
  return lines.join("\n");
}

/** What an operation does: it moves `at` on, or fails. */
function step(
  operation: number,
  operand: number,
  literal: Uint8Array | undefined,
  index: number,
  fail: string,
): string {
  const moveOn = `if (next < 0) ${fail} at = next;`;
  switch (operation) {
    case op.OP_END:
      return "return at === end;";
    case op.OP_BYTE:
      return `if (at >= end || bytes[at] !== ${operand}) ${fail} at++;`;
    case op.OP_BLANKS:
      return `if (at >= end || (bytes[at] !== 32 && bytes[at] !== 9)) ${fail} at = skipBlanks(bytes, at + 1, end);`;
    case op.OP_OPEN:
      return "opened = at;";
    case op.OP_CLOSE:
      return `captures.add(${operand}, opened, at);`;
    case op.OP_TIMESTAMP:
      return `next = takeTimestamp(timestamps, ${operand}, bytes, at, end, captures); ${moveOn}`;
    case op.OP_LEVEL_STATUS:
      return `next = takeStatus(bytes, at, end, captures, ${operand}); ${moveOn}`;
    case op.OP_LEVEL_IS:
      return `captures.level = ${operand};`;
    case op.OP_STRUCTURED:
      return `next = structured.take(bytes, at, end, captures); ${moveOn}`;
    case op.OP_REST:
      return `captures.add(${operand}, at, end); at = end;`;
    case op.OP_UNTIL:
      return `next = ${findFirst(literal!, index)}; if (next < 0) ${fail} addTrimmed(captures, ${operand}, bytes, at, next); at = next;`;
    case op.OP_BEFORE_LAST:
      return `next = findLast(bytes, at, end, literals[${index}]); if (next < 0) ${fail} captures.add(${operand}, at, next); at = next;`;
    case op.OP_NESTED:
      return `next = nestedEnd(bytes, at, end); if (next < 0) ${fail} addTrimmed(captures, ${operand}, bytes, at, next); at = next;`;
    default:
      if (operation in TAKER) return `next = ${TAKER[operation]}(bytes, at, end, captures); ${moveOn}`;
      return `next = ${SPAN_END[operation]}(bytes, at, end); if (next < 0) ${fail} captures.add(${operand}, at, next); at = next;`;
  }
}

function findFirst(literal: Uint8Array, index: number): string {
  return literal.length === 1
    ? `findByte(bytes, at, end, ${literal[0]})`
    : `findLiteral(bytes, at, end, literals[${index}])`;
}
