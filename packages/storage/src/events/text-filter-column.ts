import type { RecordBlock } from "@faultline/logs";
import type { Required } from "./required-texts.ts";
import { allOf, anyOf, type Sql, sql, uint32, uint8 } from "./sql.ts";
import { bitsOfText, type TextFilter, textFiltersOf } from "./text-filter.ts";

/**
 * The column `text_filter`: the first record of a filter has it; all others, and those of earlier versions, have none.
 * Little-endian: UInt32 id of the file, UInt32 records of the filter, UInt32 of them without a timestamp, UInt32 zero, Int64 least
 * and greatest timestamp in microseconds, and the bits. All in one, since other columns would be read whole for it.
 */
const HEADER_BYTES = 32;

/** The values of a block, by row. `isDated`: whether a record is stored with this timestamp. */
export function textFilterColumn(
  fileId: number,
  block: RecordBlock,
  isDated: (timestampUs: number) => boolean,
): { row: number; value: Uint8Array }[] {
  return textFiltersOf(block).map((filter) => {
    const dated = block.timestampUs.subarray(filter.row, filter.row + filter.rows).filter(isDated);
    return { row: filter.row, value: encode(fileId, filter, dated) };
  });
}

function encode(fileId: number, { rows, bits }: TextFilter, dated: Float64Array): Uint8Array {
  const value = new Uint8Array(HEADER_BYTES + bits.length);
  const view = new DataView(value.buffer);
  view.setUint32(0, fileId, true);
  view.setUint32(4, rows, true);
  view.setUint32(8, rows - dated.length, true);
  let [least, greatest] = [dated[0] ?? 0, dated[0] ?? 0];
  for (const us of dated) {
    if (us < least) least = us;
    if (us > greatest) greatest = us;
  }
  view.setBigInt64(16, BigInt(least), true);
  view.setBigInt64(24, BigInt(greatest), true);
  value.set(bits, HEADER_BYTES);
  return value;
}

/**
 * A subquery of all filters: `file_id`, `records`, `without_time`, `least_us`, `greatest_us`, and `may_have`, whether there may
 * be in one of its records what is required.
 */
export function textFilters(required: Required): Sql {
  return sql`(
    SELECT reinterpretAsUInt32(substring(text_filter, 1, 4)) AS file_id,
           reinterpretAsUInt32(substring(text_filter, 5, 4)) AS records,
           reinterpretAsUInt32(substring(text_filter, 9, 4)) AS without_time,
           reinterpretAsInt64(substring(text_filter, 17, 8)) AS least_us,
           reinterpretAsInt64(substring(text_filter, 25, 8)) AS greatest_us,
           intDiv((length(text_filter) - 32) * 8, 9) AS five_bytes,
           substring(text_filter, 33, five_bytes) AS fives, five_bytes - 1 AS five_mask,
           substring(text_filter, 33 + five_bytes) AS threes, intDiv(five_bytes, 8) - 1 AS three_mask,
           ${mayHave(required)} AS may_have
    FROM entries
    WHERE text_filter != '')`;
}

function mayHave(required: Required): Sql {
  if (required.kind !== "text") return (required.kind === "all" ? allOf : anyOf)(required.of.map(mayHave));
  return anyOf(
    bitsOfText(required.text).map(({ fives, threes }) =>
      allOf([
        ...threes.map((bit) => hasBit(sql`threes`, sql`three_mask`, bit)),
        ...fives.map((bit) => hasBit(sql`fives`, sql`five_mask`, bit)),
      ]),
    ),
  );
}

/** Each call of a function costs time for each part of the table: few and simple ones. */
function hasBit(filter: Sql, mask: Sql, bit: number): Sql {
  const byte = sql`substring(${filter}, bitAnd(${uint32(bit >>> 3)}, ${mask}) + 1, 1)`;
  return sql`bitTest(reinterpretAsUInt8(${byte}), ${uint8(bit & 7)})`;
}
