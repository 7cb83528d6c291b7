import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { runProduct } from "./setup/product.mjs";

const calledFrom = process.env.INIT_CWD ?? process.cwd();
/** Paths are meant from where the user called, while npm runs this script in the repository's folder. */
const args = process.argv.slice(2).map((arg) => {
  const path = resolve(calledFrom, arg);
  return !arg.startsWith("-") && existsSync(path) ? path : arg;
});
await runProduct(["serve", ...args]);
