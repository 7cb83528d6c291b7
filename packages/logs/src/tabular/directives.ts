import { BYTE_CLASS, LETTER, TAB } from "../bytes.ts";
import { decodeText } from "../text.ts";

const HASH = 35;
const MAX_DIRECTIVE_BYTES = 64 * 1024;

/** A line of a header such as `#Fields: date time` (W3C) or `#fields<tab>ts` (Zeek). */
export interface Directive {
  /** In lower case. */
  readonly name: string;
  readonly value: string;
}

function isDirective(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[start] !== HASH || end - start > MAX_DIRECTIVE_BYTES) return false;
  return start + 1 < end && (BYTE_CLASS[bytes[start + 1]] & LETTER) !== 0;
}

// Those of the draft, and what Exchange adds; other lines with a hash and a colon are comments of other formats.
const W3C_NAMES = new Set(["version", "fields", "software", "start-date", "end-date", "date", "remark", "log-type"]);

/** The directive on a line of W3C's extended log format, or undefined. */
export function w3cDirective(bytes: Uint8Array, start: number, end: number): Directive | undefined {
  if (!isDirective(bytes, start, end)) return undefined;
  const text = decodeText(bytes, start, end);
  const colon = text.indexOf(":");
  const name = text.slice(1, colon).toLowerCase();
  return colon < 0 || !W3C_NAMES.has(name) ? undefined : { name, value: text.slice(colon + 1).trim() };
}

const ZEEK_NAMES = new Set([
  "separator",
  "set_separator",
  "empty_field",
  "unset_field",
  "path",
  "open",
  "fields",
  "types",
  "close",
]);

/** The directive on a line of a Zeek log, or undefined. Names and values may be set apart by any separator. */
export function zeekDirective(bytes: Uint8Array, start: number, end: number): Directive | undefined {
  if (!isDirective(bytes, start, end)) return undefined;
  const found = /^#([a-z_]+)(?:[^a-z_](.*))?$/.exec(decodeText(bytes, start, end));
  if (found === null || !ZEEK_NAMES.has(found[1]!)) return undefined;
  return { name: found[1]!, value: found[2] ?? "" };
}

/** The byte that the value of `#separator` stands for: `\x09`, or the character itself. */
export function separatorOf(value: string): number {
  const escaped = /^\\x([0-9a-fA-F]{2})$/.exec(value.trim());
  if (escaped !== null) return Number.parseInt(escaped[1]!, 16);
  return value.length === 1 && value.charCodeAt(0) < 0x80 ? value.charCodeAt(0) : TAB;
}

/** The names on a `#Fields:` directive. */
export function fieldsOf(value: string): string[] {
  return value.split(/[ \t]+/).filter((name) => name !== "");
}
