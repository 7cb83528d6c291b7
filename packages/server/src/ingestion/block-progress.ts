import type { CompletedBlock, RecordBlock } from "@faultline/logs";
import { PARSE_STATUSES } from "@faultline/logs";
import type { BlockProgress } from "@faultline/storage";

/** What a block adds to the counts of its file. */
export function progressOf({ block, stateAfter }: CompletedBlock, processedBytes: number): BlockProgress {
  const entries = new Float64Array(PARSE_STATUSES.length);
  const lines = new Float64Array(PARSE_STATUSES.length);
  for (let i = 0; i < block.length; i++) {
    const status = block.parseStatus[i]!;
    entries[status]! += 1;
    lines[status]! += block.lineCount[i]!;
  }
  const [failedLines, partialLines, wholeLines] = lines as unknown as [number, number, number];
  const [failedEntries, partialEntries, parsedEntries] = entries as unknown as [number, number, number];
  return {
    processedBytes,
    totalLines: failedLines + partialLines + wholeLines,
    parsedLines: partialLines + wholeLines,
    failedLines,
    parsedEntries,
    partialEntries,
    failedEntries,
    formats: entriesByFormat(block),
    ...timesOf(block),
    checkpoint: stateAfter,
  };
}

function entriesByFormat({ format, length }: RecordBlock): BlockProgress["formats"] {
  const counts = new Float64Array(format.values.length);
  for (let i = 0; i < length; i++) counts[format.codes[i]!]! += 1;
  return format.values
    .map((name, code) => ({ name, entries: counts[code]! }))
    .filter(({ name, entries }) => name !== "" && entries > 0);
}

function timesOf({ timestampUs, length }: RecordBlock): Pick<BlockProgress, "firstTimestamp" | "lastTimestamp"> {
  let first = Infinity;
  let last = -Infinity;
  for (let i = 0; i < length; i++) {
    const time = timestampUs[i]!;
    if (time < first) first = time;
    if (time > last) last = time;
  }
  if (first > last) return { firstTimestamp: null, lastTimestamp: null };
  return { firstTimestamp: new Date(Math.floor(first / 1000)), lastTimestamp: new Date(Math.floor(last / 1000)) };
}
