import type { LogFile } from "@faultline/server";
import type { FoundFile } from "../log-paths.ts";

/**
 * Parts the files that were taken in before from the others: a program that is started with the same paths each time
 * need not read the same bytes again.
 */
export function withoutKnown(files: readonly FoundFile[], stored: readonly LogFile[]) {
  const identities = new Set(
    stored.map(({ filename, sizeBytes, modifiedAt }) => identity(filename, sizeBytes, modifiedAt)),
  );
  const isKnown = ({ name, sizeBytes, modifiedAt }: FoundFile) => identities.has(identity(name, sizeBytes, modifiedAt));
  return { files: files.filter((file) => !isKnown(file)), known: files.filter(isKnown) };
}

function identity(name: string, sizeBytes: number, modifiedAt: Date | null): string {
  return JSON.stringify([name, sizeBytes, modifiedAt?.getTime()]);
}
