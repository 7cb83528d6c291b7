// Inserts blocks of file 1 into the data directory it is given, and prints the number of each that was acknowledged.
import { encodeEntryBlock } from "../entry-block.ts";
import { openEventStore } from "../open-event-store.ts";
import { recordBlock } from "./record-block.ts";

const ROWS = 500;
const store = await openEventStore({ kind: "embedded", dataDir: process.argv[2]! });
await store.migrate();
const block = recordBlock(Array.from({ length: ROWS }, (_, i) => ({ raw: `${i}\n`, message: `${i}` })));
for (let blockNumber = 0; ; blockNumber++) {
  await store.insertBlock(encodeEntryBlock({ fileId: 1, blockNumber, block, createdAtMs: 0 }));
  console.log(blockNumber);
}
