import { access, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";

const CREATE = `
  const { workerData } = require("node:worker_threads");
  const { PGlite } = require(workerData.engine);
  PGlite.create(workerData.folder).then((engine) => engine.close());
`;

/**
 * Makes an empty embedded database in `folder`, unless there is one. It is made beside it and moved there when it is
 * whole, so that a process that is killed meanwhile leaves none behind that cannot be opened; and in a thread of its
 * own, because making one takes half a gigabyte that WebAssembly gives back only with its thread.
 */
export async function createEmbeddedCatalog(folder: string): Promise<void> {
  if (await exists(folder)) return;
  const unfinished = `${folder}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  const engine = createRequire(import.meta.url).resolve("@electric-sql/pglite");
  await ended(new Worker(CREATE, { eval: true, workerData: { engine, folder: unfinished } }));
  await rename(unfinished, folder);
}

async function ended(worker: Worker): Promise<void> {
  const code = await new Promise((resolve, reject) => worker.once("error", reject).once("exit", resolve));
  if (code !== 0) throw new Error(`making the embedded catalog ended with code ${String(code)}`);
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
