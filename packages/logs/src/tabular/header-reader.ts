import { CR, LF } from "../bytes.ts";
import { decodeText } from "../text.ts";
import { Cells } from "./cells.ts";
import { type ColumnRules, haveColumns, roleOfColumn } from "./columns.ts";
import { fieldsOf, separatorOf, w3cDirective, zeekDirective } from "./directives.ts";
import type { TableMemory } from "./table-memory.ts";

export interface HeaderReader {
  /** Whether the lines of a header, one after the other, are one record. */
  readonly hasSeveralLines: boolean;
  /** What is known after the header `[start, end)`, or a line of it, if that is one. */
  read(bytes: Uint8Array, start: number, end: number, before: TableMemory): TableMemory | undefined;
}

const COMMA = 44;

interface HeaderRules extends ColumnRules {
  readonly header: "row" | "w3c" | "zeek";
  readonly delimiters: readonly string[];
  readonly quoted: boolean;
  readonly requires: readonly string[];
}

export function headerReader(rules: HeaderRules): HeaderReader {
  if (rules.header === "row") return rowHeader(rules);
  const readLine = rules.header === "w3c" ? afterW3cLine : afterZeekLine;
  return {
    hasSeveralLines: true,
    read(bytes, start, end, before) {
      let memory: TableMemory | undefined = before;
      for (let at = start; at < end && memory !== undefined;) {
        const found = bytes.indexOf(LF, at);
        const lineEnd = found < 0 || found > end ? end : found;
        const textEnd = bytes[lineEnd - 1] === CR ? lineEnd - 1 : lineEnd;
        memory = readLine(bytes, at, textEnd, memory, rules);
        at = lineEnd + 1;
      }
      return start < end ? memory : undefined;
    },
  };
}

type ReadLine = (
  bytes: Uint8Array,
  start: number,
  end: number,
  before: TableMemory,
  rules: HeaderRules,
) => TableMemory | undefined;

/** https://www.w3.org/TR/WD-logfile.html: a file may have several headers, each `#Fields` holds until the next. */
const afterW3cLine: ReadLine = (bytes, start, end, before, { requires }) => {
  const directive = w3cDirective(bytes, start, end);
  if (directive === undefined) return undefined;
  const { name, value } = directive;
  if (name === "date" || name === "start-date") return { ...before, date: value };
  if (name !== "fields") return before;
  // Exchange separates names and cells by commas.
  const delimiter = value.includes(",") && !/[ \t]/.test(value) ? COMMA : 0;
  const columns = delimiter === COMMA ? value.split(",") : fieldsOf(value);
  return columns.length > 1 && haveColumns(columns, requires) ? { ...before, columns, delimiter } : undefined;
};

/** https://docs.zeek.org/en/master/log-formats.html */
const afterZeekLine: ReadLine = (bytes, start, end, before) => {
  const directive = zeekDirective(bytes, start, end);
  if (directive === undefined) return undefined;
  const { name, value } = directive;
  if (name === "separator") return { ...before, delimiter: separatorOf(value) };
  // Times of day are joined by dashes: 2026-11-22-14-03-07.
  if (name === "open" || name === "close") {
    return { ...before, date: value.trim().replace(/^(\d+-\d+-\d+)-(\d+)-(\d+)-(\d+)$/, "$1 $2:$3:$4") };
  }
  if (name !== "fields") return before;
  const delimiter = before.delimiter === 0 ? 9 : before.delimiter;
  const columns = value.split(String.fromCharCode(delimiter)).filter((column) => column !== "");
  return { ...before, columns, delimiter };
};

const MAX_NAME = 64;
const MAX_HEADER_BYTES = 16 * 1024;

/** A first line of names, of which one is that of a time and one plays another role or is required. */
function rowHeader(rules: HeaderRules): HeaderReader {
  const cells = new Cells();
  const namesAt = (bytes: Uint8Array, start: number, end: number, delimiter: number): string[] => {
    if (!cells.split(bytes, start, end, delimiter, rules.quoted) || cells.isOpen) return [];
    return Array.from({ length: cells.count }, (_, i) => decodeText(bytes, cells.start[i]!, cells.end[i]!));
  };
  return {
    hasSeveralLines: false,
    read(bytes, start, end) {
      if (end - start > MAX_HEADER_BYTES || !startsLikeName(bytes[start]!)) return undefined;
      for (const delimiter of rules.delimiters.map((one) => one.charCodeAt(0))) {
        const columns = namesAt(bytes, start, end, delimiter);
        if (isHeader(columns, rules)) return { columns, delimiter, date: "" };
      }
      return undefined;
    },
  };
}

/** A letter, or what may stand before one: a quote, `@`, `_`, `#`. Rows mostly begin with digits. */
function startsLikeName(byte: number): boolean {
  return (byte | 32) >= 97 && (byte | 32) <= 122 ? true : byte === 34 || byte === 64 || byte === 95 || byte >= 0x80;
}

function isHeader(columns: readonly string[], rules: HeaderRules): boolean {
  if (columns.length < 2 || new Set(columns).size < columns.length) return false;
  if (!columns.every((name) => name.length <= MAX_NAME && /^[\p{L}_@$][\p{L}\p{N}\p{M} _.@$:/()[\]#-]*$/u.test(name)))
    return false;
  const roles = new Set(columns.map((name) => roleOfColumn(name, rules.fields)).filter((role) => role !== undefined));
  const isTelling = roles.size > 1 || rules.requires.length > 0;
  return roles.has("timestamp") && isTelling && haveColumns(columns, rules.requires);
}
