import { readTexts, writeTexts } from "../../ui/preference.ts";

const MOST = 12;

/** The queries that were asked last on this browser, newest first, by the user of this id. */
export function recentQueries(userId: number | undefined): string[] {
  const [owner, ...queries] = readTexts("recent-queries");
  return owner === String(userId) ? queries.slice(0, MOST) : [];
}

/** Those of another user go: what people look for is their own. */
export function rememberQuery(userId: number | undefined, query: string): void {
  const text = query.trim();
  if (userId === undefined || text === "") return;
  const others = recentQueries(userId).filter((each) => each !== text);
  writeTexts("recent-queries", [String(userId), text, ...others].slice(0, MOST + 1));
}
