import { constants, getPriority, setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import { restWhileRequested } from "../operation/requests-under-way.ts";
import { assignTemplates } from "../templates/template-mining.ts";
import type { AnalysisMessage, AnalysisQuestion } from "./analysis-thread.ts";
import { analyseErrors } from "./error-analysis.ts";
import { rehearse } from "./rehearsal.ts";
import { analyseWindows } from "./window-analysis.ts";

function answer({ about, question }: AnalysisQuestion) {
  switch (about) {
    case "windows":
      return analyseWindows(question, restWhileRequested(workerData as Int32Array<SharedArrayBuffer>));
    case "errors":
      return analyseErrors(question);
    case "templates":
      return assignTemplates(question);
  }
}

// Whoever asks the server for something has the processor first. Elsewhere than on Linux this would slow the whole process.
const { PRIORITY_BELOW_NORMAL, PRIORITY_LOW } = constants.priority;
if (process.platform === "linux") setPriority(Math.min(PRIORITY_LOW, getPriority() + PRIORITY_BELOW_NORMAL));

parentPort!.on("message", (message: AnalysisMessage) => {
  if (message.about === "nothing") rehearse();
  else parentPort!.postMessage(answer(message));
});
