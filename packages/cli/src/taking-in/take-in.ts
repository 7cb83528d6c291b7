import type { FoundFile } from "../log-paths.ts";
import type { Terminal } from "../terminal.ts";
import { createFileBoard, type FileBoard } from "./file-board.ts";
import { describeFile, isKnownContent, statusLine } from "./file-line.ts";
import { type FileState, isDone, type LogDestination } from "./log-destination.ts";
import { createProgress, type Progress } from "./progress.ts";

/** Files that are on their way or read at the same time. */
const LANES = 3;
const REDRAW_MS = 100;

interface Context {
  readonly destination: LogDestination;
  readonly terminal: Terminal;
  readonly board: FileBoard;
  readonly progress: Progress;
  /** The path by which a file came in, by its id. */
  readonly paths: Map<number, string>;
}

/**
 * Takes files in and shows how far it is; ends when all are read, or `signal` asks for an end. Resolves to the number
 * of files, members of archives included, that were refused or could not be read to their end.
 * @throws if the destination is gone
 */
export async function takeIn(
  files: readonly FoundFile[],
  destination: LogDestination,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const progress = createProgress(files);
  const context: Context = { destination, terminal, board: createFileBoard(), progress, paths: new Map() };
  let failures = 0;
  await withWatch(context, signal, async (stop) => {
    const redraw = setInterval(() => terminal.redraw(`  ${progress.describe()}`), REDRAW_MS);
    try {
      const waiting = [...files];
      const lane = async (): Promise<void> => {
        for (let file = waiting.shift(); file && !stop.aborted; file = waiting.shift()) {
          // In two steps: with += the sum would be the one from before the wait.
          const failed = await takeInOne(file, context, stop);
          failures += failed;
        }
      };
      await Promise.all(Array.from({ length: LANES }, lane));
    } finally {
      clearInterval(redraw);
      terminal.redraw("");
    }
  });
  if (!signal.aborted && files.length > 0) terminal.print(`  ${progress.conclude()}`);
  return failures;
}

/** Runs `work` while changes of files are noted; the end of either ends both. */
async function withWatch(
  { destination, board, progress, paths }: Context,
  signal: AbortSignal,
  work: (stop: AbortSignal) => Promise<void>,
): Promise<void> {
  const end = new AbortController();
  const stop = AbortSignal.any([signal, end.signal]);
  const note = (file: FileState): void => {
    if (!board.note(file)) return;
    const path = paths.get(file.archiveId ?? file.id);
    if (path !== undefined) progress.changed(path, file);
  };
  const watching = destination.watch(board.awaited, note, stop);
  const working = work(stop);
  try {
    // Watching ends by itself only when it fails.
    await Promise.race([working, watching]);
  } finally {
    end.abort();
    await Promise.allSettled([working, watching]);
  }
}

/** Resolves to the number of failures. */
async function takeInOne(file: FoundFile, context: Context, stop: AbortSignal): Promise<number> {
  const { destination, terminal, board, progress, paths } = context;
  const receipt = await destination.send(file, (bytes) => progress.sent(file.path, bytes), stop);
  if (stop.aborted) return 0;
  if (receipt.kind !== "accepted") {
    progress.skipped(file.path);
    terminal.print(statusLine(receipt.kind, file.name, receipt.reason));
    return receipt.kind === "refused" ? 1 : 0;
  }
  paths.set(receipt.file.id, file.path);
  board.await(receipt.file);
  for (const state of [board.get(receipt.file.id)!, ...board.membersOf(receipt.file.id)])
    progress.changed(file.path, state);
  try {
    return await untilRead(file, receipt.file.id, context, stop);
  } finally {
    board.release(receipt.file.id);
  }
}

/** Waits for a file, and if it is an archive for its members, and prints what became of each. */
async function untilRead(file: FoundFile, id: number, context: Context, stop: AbortSignal): Promise<number> {
  const { board, terminal, destination } = context;
  const told = new Set<number>();
  let failures = 0;
  const tell = async (name: string, state: FileState): Promise<void> => {
    told.add(state.id);
    if (state.status === "failed" && !isKnownContent(state)) failures++;
    terminal.print(await describeFile(name, state, destination));
  };
  await board.until(stop, async () => {
    for (const member of board.membersOf(id)) {
      if (isDone(member) && !told.has(member.id)) await tell(member.name, member);
    }
    const own = board.get(id)!;
    if (!isDone(own) || told.size < (own.memberCount ?? 0)) return false;
    if (own.memberCount === null || own.status === "failed") await tell(file.name, own);
    return true;
  });
  return failures;
}
