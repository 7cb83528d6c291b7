import { mkdir, readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { type FormatFile, FormatFilesError, loadFormats } from "@faultline/logs";

export interface UserFormats {
  /** Those that are valid together. */
  readonly files: readonly FormatFile[];
  /** What is in them. */
  readonly formats: readonly { readonly name: string; readonly title: string }[];
  /** What is wrong with the others: which file, which field and what about it. */
  readonly problems: readonly string[];
}

const MAX_FILES = 200;
const MAX_FILE_BYTES = 256 * 1024;

/** Reads the formats in a folder (`*.json`), which is made if it is not there. A wrong one keeps no other out. */
export async function readUserFormats(folder: string): Promise<UserFormats> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json")).sort();
  const problems = names.slice(MAX_FILES).map((name) => `${name}: is left out: there are more than ${MAX_FILES} files`);
  const read = await Promise.all(names.slice(0, MAX_FILES).map((name) => readFormat(folder, name)));
  problems.push(...read.filter((each) => typeof each === "string"));
  let files = read.filter((each) => typeof each !== "string");
  for (;;) {
    const found = problemsOf(files);
    problems.push(...found);
    const valid = files.filter(({ file }) => !found.some((problem) => problem.startsWith(`${file}: `)));
    if (valid.length === files.length) return { files, problems, formats: files.map(titleOf) };
    files = valid;
  }
}

/** Of a definition that is known to be valid. */
function titleOf({ text }: FormatFile): { name: string; title: string } {
  return JSON.parse(text) as { name: string; title: string };
}

async function readFormat(folder: string, file: string): Promise<FormatFile | string> {
  const path = join(folder, file);
  try {
    if ((await stat(path)).size > MAX_FILE_BYTES) return `${file}: is larger than ${MAX_FILE_BYTES} bytes`;
    return { file, text: await readFile(path, "utf8") };
  } catch (error) {
    return `${file}: cannot be read: ${(error as Error).message}`;
  }
}

function problemsOf(files: readonly FormatFile[]): readonly string[] {
  try {
    loadFormats(files);
    return [];
  } catch (error) {
    if (error instanceof FormatFilesError) return error.problems;
    throw error;
  }
}
