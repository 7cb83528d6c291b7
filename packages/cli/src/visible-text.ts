// C0 and C1 controls but tab and line feed, bidirectional controls, line separators.
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Text from a log with every character written out that could move the cursor, change colours or reorder what is read. */
export function visibleText(text: string): string {
  return text.replace(HIDDEN, (character) => `<${character.charCodeAt(0).toString(16).padStart(2, "0")}>`);
}
