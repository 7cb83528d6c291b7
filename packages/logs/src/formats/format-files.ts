import { parsePattern } from "../pattern/pattern-syntax.ts";
import { type FormatDefinition, formatDefinition } from "./format-definition.ts";
import { compileFormats } from "./line-format.ts";

/** A file that defines one format. */
export interface FormatFile {
  /** How messages name it. */
  readonly file: string;
  /** JSON. */
  readonly text: string;
}

/** Files that define no formats, or wrong ones: `problems` say which file, which field and what about it. */
export class FormatFilesError extends Error {
  readonly code = "invalid_format";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.name = "FormatFilesError";
    this.problems = problems;
  }
}

/** The definitions in files, one each; throws a FormatFilesError with all that is wrong with them. */
export function readFormatFiles(files: readonly FormatFile[]): FormatDefinition[] {
  const problems: string[] = [];
  const fileOfName = new Map<string, string>();
  const definitions = files.flatMap(({ file, text }) => {
    const read = readDefinition(text);
    if (Array.isArray(read)) {
      problems.push(...read.map((problem) => `${file}: ${problem}`));
      return [];
    }
    const other = fileOfName.get(read.name);
    if (other !== undefined) problems.push(`${file}: name: ${read.name} is the name of the format in ${other} too`);
    fileOfName.set(read.name, file);
    return [read];
  });
  if (problems.length > 0) throw new FormatFilesError(problems);
  return definitions;
}

/** A definition, or what is wrong with it. */
function readDefinition(text: string): FormatDefinition | string[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return [`is not JSON: ${(error as Error).message}`];
  }
  const parsed = formatDefinition.safeParse(json);
  if (!parsed.success) return parsed.error.issues.map(({ path, message }) => `${pathText(path)}: ${message}`);
  const problems = patternProblems(parsed.data);
  return problems.length > 0 ? problems : parsed.data;
}

function patternProblems(definition: FormatDefinition): string[] {
  if (definition.kind !== "pattern") return [];
  const problems = definition.patterns.flatMap(({ text }, number) => {
    const problem = problemOf(() => parsePattern(text));
    return problem === undefined ? [] : [`patterns[${number}]: ${problem}`];
  });
  if (problems.length > 0) return problems;
  const problem = problemOf(() => compileFormats([definition]));
  return problem === undefined ? [] : [`patterns: ${problem}`];
}

function problemOf(act: () => unknown): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** `samples[0].level`; the whole definition if empty. */
function pathText(path: readonly PropertyKey[]): string {
  const steps = path.map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`));
  return steps.join("").replace(/^\./, "") || "definition";
}
