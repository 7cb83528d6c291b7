import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { checkFormat, type FormatFile, FormatFilesError, loadFormats, type LogFormats } from "@faultline/logs";
import { CommandError } from "../command-error.ts";

/** Where a server that is started here looks for formats of one's own. */
function defaultFormatFolder(variables: NodeJS.ProcessEnv): string {
  return join(variables["FAULTLINE_DATA_DIR"] || "data", "formats");
}

/**
 * The JSON files of a folder, in the order of their names. A folder that nobody named need not exist.
 * @throws CommandError if the folder that was named cannot be read
 */
async function readFormatFolder(named: string | undefined): Promise<FormatFile[]> {
  const folder = named ?? defaultFormatFolder(process.env);
  try {
    const names = (await readdir(folder)).filter((name) => name.endsWith(".json")).sort();
    return await Promise.all(names.map((name) => readFormatFile(join(folder, name))));
  } catch (error) {
    if (named === undefined && (error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw new CommandError(`The formats cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

export async function readFormatFile(file: string): Promise<FormatFile> {
  return { file, text: await readFile(file, "utf8") };
}

/**
 * The standard formats and those of the folder, ready to read with.
 * @throws CommandError naming file and field of all that is wrong
 */
export async function loadFormatFolder(named: string | undefined): Promise<LogFormats> {
  const files = await readFormatFolder(named);
  return explained(() => loadFormats(files));
}

/** The name and title of each format of the folder. @throws CommandError */
export async function describeFormatFolder(named: string | undefined): Promise<{ name: string; title: string }[]> {
  const files = await readFormatFolder(named);
  return explained(() => files.map((file) => checkFormat(file)));
}

/** Runs `act`; what is wrong with a definition is told without a stack. @throws CommandError */
export function explained<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof FormatFilesError)) throw error;
    throw new CommandError(error.message, { cause: error });
  }
}
