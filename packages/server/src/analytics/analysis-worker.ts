import { constants, getPriority, setPriority } from "node:os";
import { parentPort } from "node:worker_threads";
import { assignTemplates } from "../templates/template-mining.ts";
import type { AnalysisMessage, AnalysisQuestion } from "./analysis-thread.ts";
import { analyseErrors } from "./error-analysis.ts";
import { rehearse } from "./rehearsal.ts";
import { analyseWindows } from "./window-analysis.ts";

function answer({ about, question }: AnalysisQuestion) {
  switch (about) {
    case "windows":
      return analyseWindows(question);
    case "errors":
      return analyseErrors(question);
    case "templates":
      return assignTemplates(question);
  }
}

// Whoever asks the server for something has the processor first. Elsewhere than on Linux this would slow the whole process;
// and where that is below normal already, it may not be raised.
const { PRIORITY_BELOW_NORMAL } = constants.priority;
if (process.platform === "linux" && getPriority() < PRIORITY_BELOW_NORMAL) setPriority(PRIORITY_BELOW_NORMAL);

parentPort!.on("message", (message: AnalysisMessage) => {
  if (message.about === "nothing") rehearse();
  else parentPort!.postMessage(answer(message));
});
