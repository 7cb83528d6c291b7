/**
 * A text without the ids by name that it begins with, and what stands before them: `Cart.java:<*> trace: <*> span: <*>
 * card declined` is `card declined`, since many programs begin each message so. A text of nothing else stays as it is.
 *
 * @param value what stands for a value in it
 */
export function withoutLeadingIds(text: string, value: string): string {
  const words = text.split(" ");
  let at = words[0].includes(value) ? 1 : 0;
  const first = at;
  while (/[:=]$/.test(words[at] ?? "") && words[at + 1] === value) at += 2;
  // One alone may well be what the message is about.
  const areIds = at > first + 2;
  return areIds && at < words.length ? words.slice(at).join(" ") : text;
}
