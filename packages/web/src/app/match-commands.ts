/** Whatever can be found by what one types of its name or of what else it is called. */
export interface Findable {
  readonly label: string;
  readonly keywords?: string;
}

/** Those in which each typed word begins a word, in any case; those whose label begins with the text come first. */
export function matchCommands<T extends Findable>(commands: readonly T[], text: string): T[] {
  const typed = text.trim().toLowerCase();
  const words = typed.split(/\s+/);
  if (typed === "") return [...commands];
  const found = commands.filter(({ label, keywords = "" }) => {
    const own = `${label} ${keywords}`.toLowerCase().split(/[^\p{L}\p{N}]+/u);
    return words.every((word) => own.some((each) => each.startsWith(word)));
  });
  const isFirst = ({ label }: T) => Number(!label.toLowerCase().startsWith(typed));
  return found.toSorted((a, b) => isFirst(a) - isFirst(b));
}
