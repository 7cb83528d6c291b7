// Holds the lock of the data directory it is given until it is killed; prints "held", or the code of its error.
import { lockDataDirectory } from "../data-directory-lock.ts";

try {
  await lockDataDirectory(process.argv[2]!);
  console.log("held");
  setInterval(() => {}, 60_000);
} catch (error) {
  console.log((error as { code?: string }).code);
}
