import { openEventEngine } from "../events/open-event-store.ts";
import { int64, type Sql, sql, uint32 } from "../events/sql.ts";

/**
 * Stores the entries of an embedded store again, `times` times, each time earlier by as long and as another file: years
 * of entries for measurements, without the time that reading them would take. The catalog knows nothing of these files.
 */
export async function repeatEntries(dataDir: string, times: number, earlierBySeconds: number): Promise<void> {
  const engine = await openEventEngine({ kind: "embedded", dataDir });
  try {
    const [{ last } = { last: 0 }] = await engine.select<{ last: number }>(
      sql`SELECT max(file_id) AS last FROM entries`,
    );
    for (let time = 1; time <= times; time++) {
      await engine.execute(sql`
        INSERT INTO entries
        SELECT * REPLACE (
          file_id + ${uint32(last * time)} AS file_id,
          timestamp - toIntervalSecond(${int64(earlierBySeconds * time)}) AS timestamp,
          ${movedFilter(last * time, earlierBySeconds * time * 1_000_000)} AS text_filter
        )
        FROM entries
        WHERE entries.file_id <= ${uint32(last)}
        SETTINGS max_insert_threads = 1`);
    }
  } finally {
    await engine.close();
  }
}

/** The file and the times in it, as in text-filter-column.ts. */
function movedFilter(fileIds: number, earlierByUs: number): Sql {
  const file = sql`toUInt32(reinterpretAsUInt32(substring(text_filter, 1, 4)) + ${uint32(fileIds)})`;
  const time = (start: Sql) =>
    sql`reinterpretAsFixedString(reinterpretAsInt64(substring(text_filter, ${start}, 8)) - ${int64(earlierByUs)})`;
  return sql`if(text_filter = '', '', concat(reinterpretAsFixedString(${file}), substring(text_filter, 5, 12),
    ${time(sql`17`)}, ${time(sql`25`)}, substring(text_filter, 33)))`;
}
