import { PARSE_STATUSES, type ParseStatus, type RecordBlock } from "@faultline/logs";
import { formatCount, formatCountOf } from "../quantities.ts";
import { visibleText } from "../visible-text.ts";
import { timestampText } from "./parsed-record.ts";

/** What was found in a file, or in all of them. */
export interface ParseTally {
  lines: number;
  readonly records: Record<ParseStatus, number>;
  /** Records by the name of their format. */
  readonly formats: Map<string, number>;
  /** NaN where no record has a time. */
  firstUs: number;
  lastUs: number;
}

export function createTally(): ParseTally {
  return { lines: 0, records: { failed: 0, partial: 0, parsed: 0 }, formats: new Map(), firstUs: NaN, lastUs: NaN };
}

export function countBlock(tally: ParseTally, block: RecordBlock): void {
  const byFormat = new Uint32Array(block.format.values.length);
  for (let row = 0; row < block.length; row++) {
    tally.lines += block.lineCount[row]!;
    tally.records[PARSE_STATUSES[block.parseStatus[row]!]!]++;
    byFormat[block.format.codes[row]!]!++;
    countTime(tally, block.timestampUs[row]!);
  }
  block.format.values.forEach((name, code) => addTo(tally.formats, name, byFormat[code]!));
}

export function addTally(sum: ParseTally, tally: ParseTally): void {
  sum.lines += tally.lines;
  for (const status of PARSE_STATUSES) sum.records[status] += tally.records[status];
  for (const [name, count] of tally.formats) addTo(sum.formats, name, count);
  countTime(sum, tally.firstUs);
  countTime(sum, tally.lastUs);
}

function addTo(formats: Map<string, number>, name: string, count: number): void {
  if (name !== "" && count > 0) formats.set(name, (formats.get(name) ?? 0) + count);
}

function countTime(tally: ParseTally, us: number): void {
  if (Number.isNaN(us)) return;
  if (!(us >= tally.firstUs)) tally.firstUs = us;
  if (!(us <= tally.lastUs)) tally.lastUs = us;
}

const FORMATS_NAMED = 4;

/** E.g. "app.log: 1,200 records in 1,350 lines; 1,198 parsed, 2 not parsed; log4j; 2026-… to 2026-…" */
export function describeTally(name: string, tally: ParseTally): string {
  const { parsed, partial, failed } = tally.records;
  const parts = [
    `${formatCountOf(parsed + partial + failed, "record", "records")} in ${formatCountOf(tally.lines, "line", "lines")}`,
    [
      `${formatCount(parsed)} parsed`,
      partial > 0 && `${formatCount(partial)} partly`,
      failed > 0 && `${formatCount(failed)} not parsed`,
    ]
      .filter(Boolean)
      .join(", "),
    describeFormats(tally.formats),
    !Number.isNaN(tally.firstUs) && `${timestampText(tally.firstUs)} to ${timestampText(tally.lastUs)}`,
  ];
  return `${visibleText(name)}: ${parts.filter(Boolean).join("; ")}`;
}

function describeFormats(formats: ReadonlyMap<string, number>): string {
  const names = [...formats].sort(([, one], [, other]) => other - one).map(([name]) => name);
  if (names.length === 0) return "no known format";
  const more = names.length - FORMATS_NAMED;
  return names.slice(0, FORMATS_NAMED).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
