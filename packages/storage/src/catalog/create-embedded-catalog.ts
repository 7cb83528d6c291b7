import { access, rename, rm } from "node:fs/promises";
import { startEngineThread } from "./engine-thread.ts";

/**
 * Makes an empty embedded database in `folder`, unless there is one. It is made beside it and moved there when it is
 * whole, so that a process that is killed meanwhile leaves none behind that cannot be opened; and in a thread of its
 * own, because making one takes half a gigabyte that WebAssembly gives back only with its thread.
 */
export async function createEmbeddedCatalog(workerUrl: URL, folder: string): Promise<void> {
  if (await exists(folder)) return;
  const unfinished = `${folder}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  const thread = await startEngineThread(workerUrl, unfinished);
  await thread.close();
  await rename(unfinished, folder);
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
