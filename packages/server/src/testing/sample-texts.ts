import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "../../../..");

interface SampledFormat {
  readonly samples: readonly { readonly line: string }[];
}

/** The samples of every format: each by itself, and those of a format as a file. */
export function sampleTexts(): Buffer[] {
  const folder = join(ROOT, "packages/logs/src/formats");
  const formats = readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as SampledFormat);
  return formats.flatMap(({ samples }) => {
    const lines = samples.map(({ line }) => `${line}\n`);
    return [...lines, lines.join(""), lines.join("").repeat(10)].map((text) => Buffer.from(text));
  });
}

/** The folder of corpora: FAULTLINE_CORPUS, or `../shared/data` beside the repository; null if it is not there. */
export function corpusFolder(): string | null {
  const folder = resolve(ROOT, process.env["FAULTLINE_CORPUS"] ?? "../shared/data");
  return existsSync(folder) ? folder : null;
}

const SLICE_BYTES = 2_000;
const SLICES = 4;

/** Beginnings, middles and ends of the logs in a folder and the folders in it. */
export function corpusTexts(folder: string): Buffer[] {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".log"));
  return paths.sort().flatMap((path) => {
    const bytes = readFileSync(join(folder, path));
    if (bytes.length === 0 || !statSync(join(folder, path)).isFile()) return [];
    const step = Math.max(1, Math.floor((bytes.length - SLICE_BYTES) / (SLICES - 1)));
    const starts = bytes.length <= SLICE_BYTES ? [0] : Array.from({ length: SLICES }, (_, at) => at * step);
    return starts.map((start) => bytes.subarray(start, start + SLICE_BYTES));
  });
}
