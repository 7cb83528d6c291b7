import { parentPort, workerData } from "node:worker_threads";
import { type AnalysisInput, analyse } from "./analysis.ts";

parentPort!.postMessage(analyse(workerData as AnalysisInput));
