// Two threads for one file: the first turns bytes into columns, the second columns into what the engine takes. One thread
// for both would leave a core idle, since the engine needs less of one than they do.
import { setFlagsFromString } from "node:v8";
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { encodeBlocks } from "./block-encoder.ts";
import { parseFiles } from "./file-parser.ts";
import type { ParseWorkerData } from "./parse-job.ts";

// The parser is many small functions that call each other for every line: with V8's own bound (920 bytes of bytecode a
// caller) most of the calls stay calls, which takes it a fifth longer.
setFlagsFromString("--max-inlined-bytecode-size-cumulative=4000");

const { role, formats, other } = workerData as ParseWorkerData;
const port = parentPort as unknown as MessagePort;
if (role === "parser") parseFiles(port, other, formats);
else encodeBlocks(port, other);
