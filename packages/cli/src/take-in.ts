import { createReadStream } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { LogFile, RunningServer } from "@faultline/server";
import type { FoundFile, FoundPaths } from "./log-paths.ts";
import { formatBytes, formatCount, formatCountOf } from "./quantities.ts";
import type { Terminal } from "./terminal.ts";

type Server = Pick<RunningServer, "ingest" | "findFile" | "listFiles" | "summarizeFile">;

/** Files that are copied to the spool and read at the same time: so many at most take room on disk twice. */
const LANES = 3;
const POLL_MS = 50;

/** Takes files in one after another and shows how far it is; ends when all are read, or `signal` asks for an end. */
export async function takeIn(
  found: FoundPaths,
  server: Server,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<void> {
  for (const { path, reason } of found.skipped) terminal.print(`  skipped  ${path}: ${reason}`);
  const known = new Set((await server.listFiles()).map(identityOf));
  const waiting = found.files.filter(({ name, sizeBytes, modifiedAt }) => {
    const isKnown = known.has(identityOf({ filename: name, sizeBytes, modifiedAt }));
    if (isKnown) terminal.print(`  skipped  ${name}: taken in before, and unchanged since`);
    return !isKnown;
  });
  const tally = createTally(waiting);
  const isIdle = waiting.length === 0;
  const lane = async (): Promise<void> => {
    for (let file = waiting.shift(); file && !signal.aborted; file = waiting.shift()) {
      await takeInOne(file);
    }
  };

  async function takeInOne(named: FoundFile): Promise<void> {
    const accepted = await receive(named);
    if (typeof accepted === "string") {
      tally.update(named.path, named.sizeBytes, 0);
      terminal.print(`  skipped  ${named.name}: ${accepted}`);
      return;
    }
    for (let file: LogFile | null = accepted; file && !signal.aborted; file = await server.findFile(file.id)) {
      tally.update(named.path, file.processedBytes, file.totalLines);
      terminal.redraw(tally.describe());
      if (file.status === "processed" || file.status === "failed") {
        terminal.print(await describeFile(named, file, server));
        return;
      }
      await sleep(POLL_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  async function receive({ path, name, modifiedAt }: FoundFile): Promise<LogFile | string> {
    const description = { source: null, environment: null, logType: null, modifiedAt };
    try {
      return await server.ingest(name, createReadStream(path, { highWaterMark: 1024 * 1024, signal }), description);
    } catch (error) {
      return signal.aborted ? "interrupted" : (error as Error).message;
    }
  }

  await Promise.all(Array.from({ length: LANES }, lane));
  terminal.redraw("");
  if (!signal.aborted && !isIdle) terminal.print(`  ${tally.describe()}`);
}

/** A program that is started with the same paths each time does not take the same bytes in again. */
function identityOf({
  filename,
  sizeBytes,
  modifiedAt,
}: Pick<LogFile, "filename" | "sizeBytes" | "modifiedAt">): string {
  return JSON.stringify([filename, sizeBytes, modifiedAt?.getTime()]);
}

async function describeFile(found: FoundFile, file: LogFile, server: Server): Promise<string> {
  if (file.status === "failed") return `  failed   ${found.name}: ${file.error}`;
  const { totalEntries, levels } = await server.summarizeFile(file.id);
  const formats = file.formats.map(({ name }) => name).join(", ") || "no known format";
  const counts = levels.map(({ level, count }) => `${formatCount(count)} ${level ?? "without level"}`).join(", ");
  const entries = formatCountOf(totalEntries, "entry", "entries");
  return `  read     ${found.name}: ${formats}; ${entries}${counts ? ` (${counts})` : ""}`;
}

function createTally(files: readonly FoundFile[]) {
  const startedAt = performance.now();
  const totalBytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const progress = new Map<string, { bytes: number; lines: number }>();
  return {
    update: (path: string, bytes: number, lines: number) => progress.set(path, { bytes, lines }),
    describe(): string {
      const seconds = Math.max(0.001, (performance.now() - startedAt) / 1000);
      const bytes = [...progress.values()].reduce((sum, each) => sum + each.bytes, 0);
      const lines = [...progress.values()].reduce((sum, each) => sum + each.lines, 0);
      const rate = `${formatCount(lines / seconds)} lines/s`;
      return `${formatBytes(bytes)} of ${formatBytes(totalBytes)}, ${formatCountOf(lines, "line", "lines")}, ${rate}, ${seconds.toFixed(1)} s`;
    },
  };
}
