import { formatCount, formatCountOf } from "../quantities.ts";
import { visibleText } from "../visible-text.ts";
import type { FileState, LogDestination } from "./log-destination.ts";

type Verdict = "read" | "failed" | "refused" | "skipped" | "duplicate";

const VERDICT_WIDTH = "duplicate".length;

export function statusLine(verdict: Verdict, name: string, text: string): string {
  return `  ${verdict.padEnd(VERDICT_WIDTH)} ${visibleText(name)}: ${text}`;
}

/** Of a member of an archive whose content the server has already: it is left out, and says so as its error. */
export function isKnownContent({ archiveId, error }: FileState): boolean {
  return archiveId !== null && (error?.startsWith("Its content was taken in before") ?? false);
}

/** What became of a file, e.g. "read shop.log: app; 3 entries (2 INFO, 1 ERROR)". */
export async function describeFile(
  name: string,
  file: FileState,
  destination: Pick<LogDestination, "countLevels">,
): Promise<string> {
  const { id, status, error, formats, failedEntries } = file;
  if (status === "failed")
    return statusLine(isKnownContent(file) ? "duplicate" : "failed", name, error ?? "no cause was given");
  const { entries, levels } = await destination.countLevels(id);
  const counts = levels.map(({ level, count }) => `${formatCount(count)} ${level ?? "without level"}`).join(", ");
  const parts = [
    formats.join(", ") || "no known format",
    formatCountOf(entries, "entry", "entries") + (counts && ` (${counts})`),
    failedEntries > 0 && `${formatCount(failedEntries)} not parsed`,
  ];
  return statusLine("read", name, parts.filter(Boolean).join("; "));
}
