import type { ArchiveEntry } from "./archive-entry.ts";
import type { ByteReader } from "./byte-reader.ts";
import { CorruptDataError } from "./input-errors.ts";
import { isTarHeader, parseTarHeader, TAR_HEADER_BYTES, type TarHeader } from "./tar-header.ts";

/** Headers may carry names of any length; longer ones are damage. */
const MAX_EXTENSION_BYTES = 1024 * 1024;

/** What a header says of the member after it that has no room in that one's own. */
interface Extension {
  readonly path?: string | undefined;
  readonly modifiedAtMs?: number | undefined;
  readonly sizeBytes?: number | undefined;
  /** Holes are left out of its bytes. */
  readonly isSparse?: boolean | undefined;
}

/**
 * The files of a tar archive (ustar, pax, GNU), in their order. The bytes of one are gone once the next is asked for.
 * @throws CorruptDataError
 */
export async function* readTar(reader: ByteReader): AsyncGenerator<ArchiveEntry> {
  let extension: Extension = {};
  while (await reader.fill(1)) {
    await reader.need(TAR_HEADER_BYTES);
    const bytes = reader.take(TAR_HEADER_BYTES);
    if (bytes.every((byte) => byte === 0)) return;
    if (!isTarHeader(bytes)) throw new CorruptDataError("the header of a member is damaged");
    const header = parseTarHeader(bytes);
    if (isExtension(header.kind)) {
      Object.assign(extension, await readExtension(reader, header));
      continue;
    }
    const sizeBytes = extension.sizeBytes ?? header.sizeBytes;
    if (!Number.isSafeInteger(sizeBytes) || sizeBytes < 0)
      throw new CorruptDataError("a member has an impossible size");
    const end = reader.position + sizeBytes;
    const isSparse = header.kind === "S" || extension.isSparse === true;
    if (isFile(header.kind) || isSparse)
      yield {
        path: extension.path ?? header.path,
        modifiedAt: dateOf(extension.modifiedAtMs ?? header.modifiedAtMs),
        open: () => (isSparse ? refuseSparse() : reader.chunks(end - reader.position)),
      };
    await reader.skip(end - reader.position + padding(sizeBytes));
    extension = {};
  }
  await reader.isAtEnd();
}

function refuseSparse(): never {
  throw new CorruptDataError("it is archived as a sparse file, which is not read");
}

/** A plain file, of old and new archives; a contiguous one. */
function isFile(kind: string): boolean {
  return kind === "0" || kind === "\0" || kind === "7";
}

function isExtension(kind: string): boolean {
  return kind === "x" || kind === "g" || kind === "L" || kind === "K";
}

async function readExtension(reader: ByteReader, { kind, sizeBytes }: TarHeader): Promise<Extension> {
  if (!(sizeBytes <= MAX_EXTENSION_BYTES)) throw new CorruptDataError("the header of a member is damaged");
  await reader.need(sizeBytes);
  const content = Buffer.from(reader.take(sizeBytes));
  await reader.skip(padding(sizeBytes));
  if (kind === "L") return { path: content.toString("utf8").replace(/\0[^]*$/, "") };
  return kind === "x" ? paxExtension(content) : {};
}

/** Records of `length key=value`, each ended by a line feed; the length is in bytes and counts all of it. */
function paxExtension(content: Buffer): Extension {
  const values = new Map<string, string>();
  for (let at = 0; at < content.length;) {
    const space = content.indexOf(" ", at);
    const length = Number(content.toString("latin1", at, Math.max(at, space)));
    if (!(length > 0)) break;
    const record = content.toString("utf8", space + 1, at + length - 1);
    const equals = record.indexOf("=");
    values.set(record.slice(0, equals), record.slice(equals + 1));
    at += length;
  }
  const [size, time] = [values.get("size"), values.get("mtime")];
  return {
    path: values.get("GNU.sparse.name") ?? values.get("path"),
    isSparse: [...values.keys()].some((key) => key.startsWith("GNU.sparse.")),
    sizeBytes: size === undefined ? undefined : Number(size),
    modifiedAtMs: time === undefined ? undefined : Number(time) * 1000,
  };
}

function padding(sizeBytes: number): number {
  return (TAR_HEADER_BYTES - (sizeBytes % TAR_HEADER_BYTES)) % TAR_HEADER_BYTES;
}

function dateOf(ms: number): Date | null {
  return ms > 0 && ms < 8.64e15 ? new Date(ms) : null;
}
