import type { ArchiveEntry } from "./archive-entry.ts";
import { ByteReader } from "./byte-reader.ts";
import { CorruptDataError, UnreadableInputError } from "./input-errors.ts";
import { type InputFile, openInputFile, readRange } from "./input-file.ts";
import { archiveOf, compressionOf, SNIFFED_BYTES } from "./input-kind.ts";
import { memberPath } from "./member-path.ts";
import { MAX_DEPTH, peel, type PeeledInput } from "./peel.ts";
import { readTar } from "./tar.ts";
import { Unpacking, type UnpackingLimits } from "./unpacking.ts";
import { findZipDirectory } from "./zip-directory.ts";
import { readZipFile, readZipStream } from "./zip.ts";

/** A file in an archive, or in an archive within it. */
export interface Member {
  /** Within the archive, without parts that lead out of it. No two members have the same. */
  readonly path: string;
  readonly modifiedAt: Date | null;
  /**
   * As the archive has them, perhaps compressed; in chunks each valid until the next. What is not read is skipped.
   * @throws UnreadableInputError if they are damaged; the members after it may be readable all the same
   */
  readonly bytes: AsyncIterable<Uint8Array>;
}

/**
 * The files in an archive, those of archives within it too; folders, links, empty files and what macOS adds are left
 * out.
 * @throws UnreadableInputError after the last member that could be read: what could not, and why
 */
export async function* readMembers(path: string, limits: UnpackingLimits): AsyncGenerator<Member> {
  const file = await openInputFile(path);
  const unpacking = new Unpacking(limits);
  try {
    const input = await peel(readRange(file, 0), (bytes) => unpacking.counted(bytes));
    yield* membersOf(input, "", 1, unpacking, file);
    unpacking.finish();
  } finally {
    await file.handle.close();
  }
}

/** `file` is what the archive is, if it is a file of its own. */
async function* membersOf(
  input: PeeledInput,
  prefix: string,
  depth: number,
  unpacking: Unpacking,
  file?: InputFile,
): AsyncGenerator<Member> {
  try {
    for await (const entry of await entriesOf(input, unpacking, file)) {
      unpacking.checkEnd();
      const path = memberPath(entry.path);
      if (path !== null) yield* membersAt(prefix + path, entry, depth, unpacking);
    }
  } catch (error) {
    unpacking.note(prefix, error);
  }
}

async function entriesOf({ reader, compressions, archive }: PeeledInput, unpacking: Unpacking, file?: InputFile) {
  if (archive === "tar") return readTar(reader);
  const directory = file !== undefined && compressions.length === 0 ? await findZipDirectory(file) : null;
  return expanding(directory === null ? readZipStream(reader) : readZipFile(file!, directory), unpacking);
}

/** The members of a zip are compressed each by itself. */
async function* expanding(entries: AsyncIterable<ArchiveEntry>, unpacking: Unpacking): AsyncGenerator<ArchiveEntry> {
  for await (const entry of entries) yield { ...entry, open: () => unpacking.counted(entry.open()) };
}

/** The entry itself, or what is in it if it is an archive. */
async function* membersAt(
  path: string,
  entry: ArchiveEntry,
  depth: number,
  unpacking: Unpacking,
): AsyncGenerator<Member> {
  try {
    const reader = new ByteReader(entry.open());
    if (await reader.isAtEnd()) return;
    if (!(await holdsArchive(reader))) {
      const named = unpacking.addMember(path);
      yield { path: named, modifiedAt: entry.modifiedAt, bytes: noting(reader.rest(), named, unpacking) };
    } else if (depth < MAX_DEPTH) {
      const inner = await peel(reader.rest(), (bytes) => unpacking.counted(bytes));
      yield* membersOf(inner, `${path}/`, depth + 1, unpacking);
    } else throw new UnreadableInputError(`It is an archive within ${MAX_DEPTH} archives, which is not unpacked.`);
  } catch (error) {
    unpacking.note(path, error);
  }
}

async function* noting(bytes: AsyncIterable<Uint8Array>, path: string, unpacking: Unpacking) {
  try {
    yield* bytes;
  } catch (error) {
    unpacking.note(path, error);
    throw error instanceof CorruptDataError ? new UnreadableInputError(error.message) : error;
  }
}

const HEAD_BYTES = 64 * 1024;
/** Nothing of bzip2 can be read before the end of its first block. */
const BZIP2_HEAD_BYTES = 1024 * 1024;

async function holdsArchive(reader: ByteReader): Promise<boolean> {
  await reader.fill(SNIFFED_BYTES);
  const compression = compressionOf(reader.buffered);
  if (compression === null) return archiveOf(reader.buffered) !== null;
  await reader.fill(compression === "bzip2" ? BZIP2_HEAD_BYTES : HEAD_BYTES);
  const { archive } = await peel(once(reader.buffered.slice())).catch(() => ({ archive: null }));
  return archive !== null;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
