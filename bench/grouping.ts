import { mineTemplates } from "../packages/analytics/src/index.ts";
import { createLogReader, maskMessage, recordAt } from "../packages/logs/src/index.ts";
import { type LabelledLog, readLabelledLogs } from "./grouping-data.ts";
import { type GroupingScores, scoreGrouping } from "./grouping-scores.ts";

const LEAST_MEAN = 0.9;
const LEAST_OF_ONE = 0.75;
const FULL = "Linux (full)";

/**
 * Groups the lines of the labelled logs in `corpus` as the product does, from raw lines to templates, and compares with
 * the labels. Returns whether the scores are as good as demanded.
 */
export function reportGrouping(corpus: string): boolean {
  const logs = readLabelledLogs(corpus);
  if (logs.length === 0) {
    console.log(`Grouping: skipped, as there are no labelled logs in ${corpus}; FAULTLINE_CORPUS names their folder.`);
    return true;
  }
  console.log("\nGrouping of lines into templates, against labels as corrected by Khan et al. 2022");
  console.log("(GA*: against the ids that Zhu et al. 2019 gave)");
  console.log("set            shapes templates events    GA   FGA    PA   FTA   GA*");
  const original = readLabelledLogs(corpus, true);
  const scores = logs.map((log, i) => reportLog(log, original[i]!.events));
  const small = scores.filter((_, i) => logs[i]!.name !== FULL);
  const mean = small.reduce((sum, { ga }) => sum + ga, 0) / small.length;
  console.log(`mean GA of the sets of 2,000 lines: ${mean.toFixed(3)}`);
  reportSpeed();
  return mean >= LEAST_MEAN && scores.every(({ ga }, i) => ga >= (logs[i]!.name === FULL ? LEAST_MEAN : LEAST_OF_ONE));
}

function reportLog({ name, bytes, templates: truth }: LabelledLog, ids: readonly string[]): GroupingScores {
  const shapeOfLine = shapesOf(bytes);
  const shapes = [...new Set(shapeOfLine)];
  const templates = mineTemplates(shapes);
  const textOfShape = new Map(
    templates.flatMap(({ text, shapes: own }) => own.map((i) => [shapes[i]!, text] as const)),
  );
  const found = shapeOfLine.map((shape) => textOfShape.get(shape)!);
  const scores = scoreGrouping({ found, foundTemplates: found, truth, truthTemplates: truth });
  const { ga: gaOfIds } = scoreGrouping({ found, foundTemplates: found, truth: ids, truthTemplates: ids });
  const counts = [shapes.length, templates.length, new Set(truth).size];
  const figures = [scores.ga, scores.fga, scores.pa, scores.fta, gaOfIds].map((score) => score.toFixed(3)).join(" ");
  console.log(name.padEnd(12), ...counts.map((count, i) => String(count).padStart([8, 9, 6][i]!)), figures);
  return scores;
}

/** The shape of each line; lines that continue a record have its shape. */
function shapesOf(bytes: Uint8Array): string[] {
  const reader = createLogReader({ referenceTimeMs: Date.now() });
  const blocks = [...reader.push(bytes), ...reader.end()];
  return blocks.flatMap(({ block }) =>
    Array.from({ length: block.length }, (_, row) => recordAt(block, row)).flatMap(({ message, lineCount }) =>
      Array.from({ length: lineCount }, () => maskMessage(message)),
    ),
  );
}

const SPEED_SHAPES = 5000;

function reportSpeed(): void {
  const shapes = Array.from(
    { length: SPEED_SHAPES },
    (_, i) =>
      `Worker ${word(i)} of <*> could not ${word(i >> 3)} the ${word(i >> 6)} in <*> ms (attempt=<*> by ${word(i)})`,
  );
  const startedAt = performance.now();
  const count = mineTemplates(shapes).length;
  console.log(`mining ${SPEED_SHAPES} shapes: ${(performance.now() - startedAt).toFixed(0)} ms, ${count} templates`);
}

function word(seed: number): string {
  return Array.from({ length: 6 }, (_, i) => String.fromCharCode(97 + ((seed * 7919 + i * 104_729) % 26))).join("");
}
