import { openEventEngine } from "../events/open-event-store.ts";
import { int64, sql, uint32 } from "../events/sql.ts";

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
          timestamp - toIntervalSecond(${int64(earlierBySeconds * time)}) AS timestamp
        )
        FROM entries
        WHERE entries.file_id <= ${uint32(last)}
        SETTINGS max_insert_threads = 1`);
    }
  } finally {
    await engine.close();
  }
}
