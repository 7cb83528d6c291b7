import type { LogFile } from "@faultline/contract";
import { useRef } from "react";
import { isUnfinished } from "../../api/files.ts";
import { rateBetween, readingOf, type Rate, type Reading } from "./processing-rate.ts";

/** Reading rates of the files that are being read, from one poll to the next. */
export function useRates(files: readonly LogFile[], atMs: number): ReadonlyMap<number, Rate | null> {
  const known = useRef(new Map<number, { reading: Reading; rate: Rate | null }>());
  for (const file of files) {
    if (!isUnfinished(file)) {
      known.current.delete(file.id);
      continue;
    }
    const before = known.current.get(file.id);
    const reading = readingOf(file, atMs);
    if (before?.reading.atMs === atMs) continue;
    known.current.set(file.id, { reading, rate: before ? rateBetween(before.reading, reading, before.rate) : null });
  }
  return new Map([...known.current].map(([id, { rate }]) => [id, rate]));
}
