import { randomUUID } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const FILE_NAME = "node-id";

/** Names the data directory, and so the app node whose spool is in it; made at the first start. */
export async function loadOrCreateNodeId(dataDirectory: string): Promise<string> {
  const path = join(dataDirectory, FILE_NAME);
  try {
    return (await readFile(path, "utf8")).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  const id = randomUUID();
  await writeFile(path, `${id}\n`, { mode: 0o600 });
  return id;
}
