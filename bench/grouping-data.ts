import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A log whose lines people have grouped by the statement that wrote them: loghub's 2k sets and its full Linux. */
export interface LabelledLog {
  readonly name: string;
  readonly bytes: Buffer;
  /** Event id and template of line i + 1. */
  readonly events: readonly string[];
  readonly templates: readonly string[];
}

const SETS_OF_2000 = ["Apache", "BGL", "HDFS", "Hadoop", "Linux", "OpenSSH", "Spark", "Zookeeper"];

/**
 * The labelled logs in `corpus` (a folder with loghub-2k and loghub-full). The labels of the 2k sets are those that
 * Khan et al. (ICSE 2022) corrected, or with `original` those of Zhu et al. (ICSE-SEIP 2019).
 */
export function readLabelledLogs(corpus: string, original = false): LabelledLog[] {
  const suffix = original ? "structured" : "structured_corrected";
  const small = SETS_OF_2000.map((name) => readLog(join(corpus, "loghub-2k", name, `${name}_2k.log`), name, suffix));
  const full = readLog(join(corpus, "loghub-full/Linux/Linux_full.log"), "Linux (full)", "structured");
  return [...small, full].filter((log) => log !== null);
}

function readLog(path: string, name: string, suffix: string): LabelledLog | null {
  if (!existsSync(path)) return null;
  const [head, ...rows] = parseCsv(readFileSync(`${path}_${suffix}.csv`, "utf8"));
  const event = head!.indexOf("EventId");
  const template = head!.indexOf("EventTemplate");
  return {
    name,
    bytes: readFileSync(path),
    events: rows.map((row) => row[event]!),
    templates: rows.map((row) => row[template]!),
  };
}

/** RFC 4180. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    row.push(quoted?.replaceAll('""', '"') ?? plain!);
    if (end === ",") continue;
    if (row.length > 1) rows.push(row);
    row = [];
  }
  return rows;
}
