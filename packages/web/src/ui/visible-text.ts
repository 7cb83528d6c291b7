// C0 and C1 controls but tab and line ends, bidirectional controls, zero-width characters, line separators.
const HIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
const LINE_ENDS = /\r\n|\r|\n/g;

function name(character: string): string {
  return `<U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}>`;
}

/**
 * Log text with every invisible or direction-changing character written out, so that what is shown is what is there
 * and a line cannot disguise itself or what stands beside it.
 */
export function visibleText(text: string): string {
  return text.replace(HIDDEN, name);
}

/** The same on one line. */
export function visibleLine(text: string): string {
  return visibleText(text.replace(LINE_ENDS, " \u21b5 ").replaceAll("\t", " "));
}
