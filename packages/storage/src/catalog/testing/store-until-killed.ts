// Completes one run after another, each with templates of its own, in the data directory it is given, and prints the
// number of each once it is stored.
import { bundleEngineWorker } from "../../testing/bundled-engine.ts";
import { openCatalog } from "../open-catalog.ts";
import { runResults, shapesOfRun, WHOLE_RUN } from "./stored-run.ts";

const [dataDir, first] = process.argv.slice(2);
const catalog = await openCatalog({ kind: "embedded", dataDir: dataDir!, workerUrl: await bundleEngineWorker() });
await catalog.migrate();
for (let number = Number(first); ; number++) {
  const { id } = await catalog.runs.create(WHOLE_RUN);
  await catalog.runs.markRunning(id);
  await catalog.templates.add([{ id: `${number}`, text: "a <*>" }], shapesOfRun(number));
  await catalog.runs.complete(id, runResults(number), null);
  console.log(number);
}
