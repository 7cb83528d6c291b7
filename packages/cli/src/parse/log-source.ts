import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { referenceTimeOf } from "@faultline/logs";
import {
  identifyInput,
  type Member,
  openInputText,
  openTextStream,
  readMembers,
  readTextStream,
} from "@faultline/server/input";
import { CommandError } from "../command-error.ts";
import { findLogFiles, type FoundFile } from "../log-paths.ts";

/** A log that can be read once, from its beginning. */
export interface LogSource {
  readonly name: string;
  /** No record is much later than this. */
  readonly referenceTimeMs: number;
  open(): Promise<LogText>;
}

export interface LogText {
  /** When its first year-less timestamp was, by both its ends, ms since the epoch; undefined also where the end is not known. */
  readonly firstYearlessTimeMs: number | undefined;
  /** UTF-8; a chunk is valid until the next is asked for. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

const STANDARD_INPUT = "-";

/** What compressed input may become, lest a few bytes fill the disk. */
const MAX_TEXT_BYTES = 100 * 1024 ** 3;
const LIMITS = { maxMembers: 10_000, maxBytes: MAX_TEXT_BYTES };

/**
 * The logs that are named, in folders and in archives; one must be read before the next is asked for. `spooled` is where
 * standard input was kept, if it was.
 * @throws MissingPathError before the first, naming every path that cannot be read
 */
export async function* findSources(
  paths: readonly string[],
  nowMs: number,
  spooled: string | null = null,
): AsyncGenerator<LogSource> {
  const { files } = await findLogFiles(paths.filter((path) => path !== STANDARD_INPUT));
  if (paths.includes(STANDARD_INPUT))
    yield spooled === null ? standardInput(nowMs) : fileSource(STANDARD_INPUT, spooled, new Date(nowMs));
  for (const file of files) yield* sourcesIn(file);
}

function standardInput(nowMs: number): LogSource {
  return {
    name: STANDARD_INPUT,
    referenceTimeMs: nowMs,
    open: async () => {
      const stream = await openTextStream(process.stdin as AsyncIterable<Buffer>);
      return { firstYearlessTimeMs: undefined, chunks: readTextStream(stream, MAX_TEXT_BYTES) };
    },
  };
}

/** Keeps what comes by standard input in a file while `use` runs, so that it can be read twice; null if it is not named. */
export async function withSpooledInput<T>(
  paths: readonly string[],
  use: (spooled: string | null) => Promise<T>,
): Promise<T> {
  if (!paths.includes(STANDARD_INPUT)) return use(null);
  const folder = await mkdtemp(join(tmpdir(), "faultline-input-"));
  try {
    const path = join(folder, "text");
    await writeFile(path, bounded(process.stdin));
    return await use(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function* bounded(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > MAX_TEXT_BYTES) throw new CommandError(`Standard input is longer than ${MAX_TEXT_BYTES} bytes.`);
    yield chunk;
  }
}

async function* sourcesIn({ path, modifiedAt }: FoundFile): AsyncGenerator<LogSource> {
  let failure: unknown;
  try {
    if ((await identifyInput(path)).archive === null) return yield fileSource(path, path, modifiedAt);
    for await (const member of readMembers(path, LIMITS)) yield* unpacked(path, member, modifiedAt);
    return;
  } catch (error) {
    failure = error;
  }
  yield { name: path, referenceTimeMs: 0, open: () => Promise.reject(failure as Error) };
}

/** A member is put on the disk first: where its years begin, its end must tell. */
async function* unpacked(archive: string, member: Member, archivedAt: Date): AsyncGenerator<LogSource> {
  const folder = await mkdtemp(join(tmpdir(), "faultline-member-"));
  const path = join(folder, "text");
  try {
    await writeFile(path, member.bytes);
    yield fileSource(`${archive}/${member.path}`, path, member.modifiedAt ?? archivedAt);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function fileSource(name: string, path: string, modifiedAt: Date): LogSource {
  const referenceTimeMs = referenceTimeOf(name, modifiedAt.getTime());
  return {
    name,
    referenceTimeMs,
    open: async () => {
      const text = await openInputText(path);
      return {
        firstYearlessTimeMs: await text.findFirstYearlessTimeMs(referenceTimeMs),
        chunks: bytesOf(text.read(0, MAX_TEXT_BYTES)),
      };
    },
  };
}

async function* bytesOf(chunks: AsyncIterable<{ readonly bytes: Uint8Array }>): AsyncGenerator<Uint8Array> {
  for await (const { bytes } of chunks) yield bytes;
}
