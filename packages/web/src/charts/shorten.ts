/** The text, or its beginning with an ellipsis, in at most so many characters. */
export function shorten(text: string, characters: number): string {
  return text.length > characters ? `${text.slice(0, characters - 1).trimEnd()}…` : text;
}
