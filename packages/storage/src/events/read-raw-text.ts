import type { EventEngine } from "./event-engine.ts";
import { sql, uint32, uint64 } from "./sql.ts";

/** A page holds the records that begin within so many bytes. */
const PAGE_BYTES = 8 * 1024 * 1024;

/**
 * The raw records of a file one after another, in the order of its lines. Where a page is in the file is asked for
 * once, since the index knows line numbers and not bytes.
 */
export async function* readRawText(
  engine: EventEngine,
  fileId: number,
  pageBytes = PAGE_BYTES,
): AsyncGenerator<Uint8Array> {
  const pages = await engine.select<{ page: number; first: number; last: number }>(sql`
    SELECT intDiv(byte_offset, ${uint64(pageBytes)}) AS page, min(line_number) AS first, max(line_number) AS last
    FROM entries
    WHERE file_id = ${uint32(fileId)}
    GROUP BY page
    ORDER BY page`);
  for (const { page, first, last } of pages) {
    // In base64, since JSON has no place for bytes that are no text.
    const [row] = await engine.select<{ text: string }>(sql`
      SELECT base64Encode(arrayStringConcat(arrayMap(record -> record.2, arraySort(
               groupArray((byte_offset, raw_record)))))) AS text
      FROM entries
      WHERE file_id = ${uint32(fileId)} AND line_number BETWEEN ${uint32(first)} AND ${uint32(last)}
        AND intDiv(byte_offset, ${uint64(pageBytes)}) = ${uint64(page)}`);
    yield Buffer.from(row?.text ?? "", "base64");
  }
}
