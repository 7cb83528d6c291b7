import { SPACE, equalBytes, skipBlanks, startsWith } from "../bytes.ts";
import { exceptionEnd } from "../exception-class.ts";
import { codeOfLevel } from "../level.ts";
import { quotedEnd } from "../pattern/spans.ts";
import { encodeText } from "../text.ts";

const COLON = 58;
const CLOSE_PARENTHESIS = 41;
const OPEN_PARENTHESIS = 40;
const QUOTE = 34;

const ERROR = codeOfLevel("ERROR");
const FATAL = codeOfLevel("FATAL");
const WARNING = codeOfLevel("WARNING");

// What stands before the exception where nothing caught it.
const UNCAUGHT = [
  "Exception in thread ",
  "Unhandled exception. ",
  "Unhandled Exception: ",
  "Unhandled exception:",
  "PHP Fatal error: ",
  "Fatal error: Uncaught ",
  "Uncaught ",
  "panic: ",
  "fatal error: ",
  "Fatal error: ",
  "thread '",
  "terminate called ",
].map(encodeText);

const RUBY_PLACE = encodeText(":in ");
const ELIXIR = encodeText("** (");
const WARNING_END = encodeText("Warning");

/** Whether a line is the exception, the panic or the error with which a trace begins. */
export function startsTrace(bytes: Uint8Array, start: number, end: number): boolean {
  return uncaughtEnd(bytes, start, end) > start || classOf(bytes, start, end) !== undefined;
}

/** The level that a line implies with which a trace begins. */
export function levelOfTrace(bytes: Uint8Array, start: number, end: number): number {
  if (uncaughtEnd(bytes, start, end) > start) return FATAL;
  const classEnd = exceptionEnd(bytes, start, end);
  const length = WARNING_END.length;
  const isWarning = classEnd - start >= length && equalBytes(bytes, classEnd - length, WARNING_END, 0, length);
  return isWarning ? WARNING : ERROR;
}

/** The class of the exception that a line names, as `java.io.IOException: reset` does. */
export function classOf(
  bytes: Uint8Array,
  start: number,
  end: number,
): readonly [start: number, end: number] | undefined {
  const from = uncaughtEnd(bytes, start, end);
  const classEnd = exceptionEnd(bytes, from, end);
  if (classEnd > 0) return [from, classEnd];
  if (startsWith(bytes, from, end, ELIXIR)) {
    const close = bytes.indexOf(CLOSE_PARENTHESIS, from);
    return close > 0 && close < end ? [from + ELIXIR.length, close] : undefined;
  }
  return rubyClass(bytes, start, end);
}

/** Ruby writes the class last: `app.rb:3:in 'charge': no card (CardError)`. */
function rubyClass(bytes: Uint8Array, start: number, end: number): readonly [number, number] | undefined {
  if (bytes[end - 1] !== CLOSE_PARENTHESIS) return undefined;
  let open = end - 2;
  while (open > start && bytes[open] !== OPEN_PARENTHESIS && bytes[open] !== SPACE) open--;
  if (bytes[open] !== OPEN_PARENTHESIS || exceptionEnd(bytes, open + 1, end - 1) !== end - 1) return undefined;
  for (let at = start; at < open; at++) {
    if (bytes[at] === COLON && startsWith(bytes, at, open, RUBY_PLACE)) return [open + 1, end - 1];
  }
  return undefined;
}

/** Where the exception begins after words that say that nothing caught it; `start` if there are none. */
function uncaughtEnd(bytes: Uint8Array, start: number, end: number): number {
  for (const [i, words] of UNCAUGHT.entries()) {
    if (!startsWith(bytes, start, end, words)) continue;
    const at = skipBlanks(bytes, start + words.length, end);
    // The name of the thread.
    const close = i === 0 && bytes[at] === QUOTE ? quotedEnd(bytes, at + 1, end) : -1;
    if (close >= 0) return skipBlanks(bytes, close + 1, end);
    // "PHP Fatal error:  Uncaught …"
    return at > start && startsWith(bytes, at, end, UNCAUGHT[6]!) ? at + UNCAUGHT[6]!.length : at;
  }
  return start;
}
