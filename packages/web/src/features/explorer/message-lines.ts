import type { LogEntry } from "@faultline/contract";

/** A row shows so much of a message, in UTF-16 code units and lines; the whole is in the panel. */
const MAX_ONE_LINE = 400;
const MAX_WRAPPED = 2000;
const MAX_LINES = 200;

export interface RowText {
  readonly text: string;
  /** Lines that are not shown. */
  readonly hiddenLines: number;
}

/** What a row shows: the first line of the message, or if it was unfolded all lines, within bounds. */
export function rowText(entry: LogEntry, isUnfolded: boolean, isWrapped: boolean): RowText {
  const text = messageOf(entry);
  const lines = text.split(/\r\n|\r|\n/);
  // The record may have lines that are not of its message.
  const total = Math.max(lines.length, entry.line_count);
  const most = isWrapped || isUnfolded ? MAX_WRAPPED : MAX_ONE_LINE;
  const cut = (line: string) => (line.length > most ? `${line.slice(0, most)}…` : line);
  if (!isUnfolded) return { text: cut(lines[0] ?? ""), hiddenLines: total - 1 };
  const all = lines.length >= total ? lines : entry.raw_line.replace(/\r?\n$/, "").split(/\r\n|\r|\n/);
  const shown = all.slice(0, MAX_LINES);
  return { text: shown.map(cut).join("\n"), hiddenLines: all.length - shown.length };
}

function messageOf({ message, raw_line }: LogEntry): string {
  return message === "" ? raw_line.replace(/\r?\n$/, "") : message;
}
