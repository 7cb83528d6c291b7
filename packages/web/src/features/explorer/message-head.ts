import { findHighlights, type HighlightTerm } from "@faultline/logs";
import type { MessagePart } from "./stack-frames.ts";

/** More of a message, in UTF-16 code units and lines, would push the fields below it out of sight. */
const MAX_LENGTH = 800;
const MAX_LINES = 16;
/** To hide less than a third of that would save nothing. */
const TOLERANCE = 4 / 3;

/**
 * How a long message begins; null for one that is short enough to be shown whole, or has some of the terms after that.
 * Folded calls count as one line.
 */
export function messageHead(parts: readonly MessagePart[], terms: readonly HighlightTerm[] = []): MessagePart[] | null {
  const head: MessagePart[] = [];
  let length = 0;
  let lines = 0;
  let isCut = false;
  for (const part of parts) {
    const kept = part.frames > 0 ? part.text : cut(part.text, MAX_LENGTH - length, MAX_LINES - lines);
    if (!isCut && (kept !== "" || part.text === "")) head.push({ ...part, text: kept });
    isCut ||= kept !== part.text;
    length += part.frames > 0 ? 0 : part.text.length;
    lines += part.frames > 0 ? 1 : countLines(part.text);
  }
  const isLong = length > MAX_LENGTH * TOLERANCE || lines > MAX_LINES * TOLERANCE;
  return isLong && countHighlights(head, terms) >= countHighlights(parts, terms) ? head : null;
}

function countHighlights(parts: readonly MessagePart[], terms: readonly HighlightTerm[]): number {
  return parts.reduce((sum, { text }) => sum + findHighlights(text, terms).length, 0);
}

function cut(text: string, length: number, lines: number): string {
  const ofLines = text.split("\n", Math.max(0, lines)).join("\n").slice(0, Math.max(0, length));
  // Half of a surrogate pair is no character.
  return /[\uD800-\uDBFF]$/.test(ofLines) ? ofLines.slice(0, -1) : ofLines;
}

function countLines(text: string): number {
  return text.split("\n").length;
}
