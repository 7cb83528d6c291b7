import type { EventEngine } from "./event-engine.ts";
import { sql, uint32s } from "./sql.ts";

/** Removes all that was stored of the files. The space is freed when the engine next merges. */
export async function deleteFiles(engine: EventEngine, fileIds: readonly number[]): Promise<void> {
  if (fileIds.length === 0) return;
  await engine.execute(sql`DELETE FROM entries WHERE file_id IN ${uint32s(fileIds)}`);
  await engine.execute(sql`DELETE FROM minute_counts WHERE file_id IN ${uint32s(fileIds)}`);
  await engine.execute(sql`DELETE FROM shapes WHERE file_id IN ${uint32s(fileIds)}`);
}
