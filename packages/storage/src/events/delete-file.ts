import type { EventEngine } from "./event-engine.ts";
import { sql, uint32 } from "./sql.ts";

/** Removes all that was stored of a file. The space is freed when the engine next merges. */
export async function deleteFile(engine: EventEngine, fileId: number): Promise<void> {
  await engine.execute(sql`DELETE FROM entries WHERE file_id = ${uint32(fileId)}`);
  await engine.execute(sql`DELETE FROM minute_counts WHERE file_id = ${uint32(fileId)}`);
  await engine.execute(sql`DELETE FROM shapes WHERE file_id = ${uint32(fileId)}`);
}
