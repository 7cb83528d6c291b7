// Two threads for one file: the first turns bytes into columns, the second columns into what the engine takes. One thread
// for both would leave a core idle, since the engine needs less of one than they do.
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { encodeBlocks } from "./block-encoder.ts";
import { parseFiles } from "./file-parser.ts";
import type { ParseWorkerData } from "./parse-job.ts";

const { role, other } = workerData as ParseWorkerData;
const port = parentPort as unknown as MessagePort;
if (role === "parser") parseFiles(port, other);
else encodeBlocks(port, other);
