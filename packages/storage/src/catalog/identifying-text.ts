/** What two spellings of one username or e-mail address have in common; the same on every server, whatever its locale. */
export function identifyingText(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}
