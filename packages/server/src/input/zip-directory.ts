import { type InputFile, readAt } from "./input-file.ts";

const END_HEADER = 0x06054b50;
const END_HEADER_BYTES = 22;
const MAX_COMMENT_BYTES = 0xffff;
const ZIP64_LOCATOR = 0x07064b50;
const ZIP64_LOCATOR_BYTES = 20;
const ZIP64_END_HEADER = 0x06064b50;
const ZIP64_END_HEADER_BYTES = 56;

/** Where the list of a zip archive's members stands. */
export interface ZipDirectory {
  readonly start: number;
  readonly bytes: number;
  readonly entries: number;
  /** To be added to offsets: bytes before the archive that they do not know of. */
  readonly shift: number;
}

/** Null if there is none, as when the end of the archive is missing. */
export async function findZipDirectory(file: InputFile): Promise<ZipDirectory | null> {
  const tailStart = Math.max(0, file.sizeBytes - END_HEADER_BYTES - MAX_COMMENT_BYTES);
  const tail = Buffer.from(await readAt(file, tailStart, file.sizeBytes - tailStart));
  for (let at = tail.length - END_HEADER_BYTES; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== END_HEADER || at + END_HEADER_BYTES + tail.readUInt16LE(at + 20) > tail.length)
      continue;
    const end = tailStart + at;
    return (
      (await findZip64Directory(file, end)) ??
      directoryBefore(end, tail.readUInt16LE(at + 10), tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16))
    );
  }
  return null;
}

async function findZip64Directory(file: InputFile, end: number): Promise<ZipDirectory | null> {
  if (end < ZIP64_LOCATOR_BYTES + ZIP64_END_HEADER_BYTES) return null;
  const locator = Buffer.from(await readAt(file, end - ZIP64_LOCATOR_BYTES, ZIP64_LOCATOR_BYTES));
  if (locator.readUInt32LE() !== ZIP64_LOCATOR) return null;
  const headerStart = end - ZIP64_LOCATOR_BYTES - ZIP64_END_HEADER_BYTES;
  const header = Buffer.from(await readAt(file, headerStart, ZIP64_END_HEADER_BYTES));
  if (header.readUInt32LE() !== ZIP64_END_HEADER) return null;
  const [entries, bytes, offset] = [32, 40, 48].map((at) => Number(header.readBigUInt64LE(at)));
  return directoryBefore(headerStart, entries!, bytes!, offset!);
}

function directoryBefore(end: number, entries: number, bytes: number, offset: number): ZipDirectory | null {
  const start = end - bytes;
  return start < 0 ? null : { start, bytes, entries, shift: start - offset };
}
