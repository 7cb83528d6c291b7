import type { EntryPageRequest, EntryPlace } from "@faultline/storage";
import { HttpProblem } from "../http/problems.ts";

type From = NonNullable<EntryPageRequest["from"]>;
const DIRECTIONS = { o: "older", n: "newer" } as const;
const CURSOR = /^([on])\.(-?\d{1,16})\.(\d{1,10})\.(\d{1,10})$/;
const GREATEST_UINT32 = 2 ** 32 - 1;

/** Opaque to clients, though it can be read. */
export function formatCursor(direction: From["direction"], place: EntryPlace | null): string | null {
  return place && `${direction[0]}.${place.timestampUs}.${place.fileId}.${place.lineNumber}`;
}

/** @throws HttpProblem if it is not one of ours. */
export function readCursor(text: string): From {
  const [, letter, timestampUs, fileId, lineNumber] = CURSOR.exec(text) ?? [];
  const place = { timestampUs: Number(timestampUs), fileId: Number(fileId), lineNumber: Number(lineNumber) };
  const isValid =
    Number.isSafeInteger(place.timestampUs) && Math.max(place.fileId, place.lineNumber) <= GREATEST_UINT32;
  if (letter === undefined || !isValid) {
    throw new HttpProblem(422, "invalid_cursor", "cursor is not one that this server gave.");
  }
  return { direction: DIRECTIONS[letter as keyof typeof DIRECTIONS], place };
}
