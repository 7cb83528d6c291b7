export const LOCAL_HEADER = 0x04034b50;
export const DIRECTORY_HEADER = 0x02014b50;
export const DESCRIPTOR = 0x08074b50;
export const LOCAL_HEADER_BYTES = 30;
export const DIRECTORY_HEADER_BYTES = 46;

const IS_UTF8 = 0x800;
const NO_ROOM = 0xffffffff;
const ZIP64_EXTRA = 0x0001;
const TIME_EXTRA = 0x5455;
const UNIX = 3;
const LINK_MODE = 0o120000;
const KIND_MODE = 0o170000;

/** What the headers of a member say, the local one or the one in the directory. */
export interface ZipHeader {
  readonly path: string;
  readonly isEncrypted: boolean;
  /** Its sizes and checksum come after its bytes. */
  readonly hasDescriptor: boolean;
  readonly isZip64: boolean;
  readonly method: number;
  readonly checksum: number;
  readonly compressedBytes: number;
  readonly modifiedAt: Date | null;
}

export interface ZipDirectoryHeader extends ZipHeader {
  readonly isLink: boolean;
  /** Of the local header. */
  readonly offset: number;
}

/** Lengths of what follows a local header: the name, then the extra fields. */
export function localTailBytes(header: Buffer): [name: number, extra: number] {
  return [header.readUInt16LE(26), header.readUInt16LE(28)];
}

/** Lengths of what follows a header of the directory: the name, the extra fields, the comment. */
export function directoryTailBytes(header: Buffer): [name: number, extra: number, comment: number] {
  return [header.readUInt16LE(28), header.readUInt16LE(30), header.readUInt16LE(32)];
}

export function parseLocalHeader(header: Buffer, name: Buffer, extra: Buffer): ZipHeader {
  return parseCommon(header.subarray(6), name, extra, [header.readUInt32LE(22), header.readUInt32LE(18)]).header;
}

export function parseDirectoryHeader(header: Buffer, name: Buffer, extra: Buffer): ZipDirectoryHeader {
  const sizes = [header.readUInt32LE(24), header.readUInt32LE(20), header.readUInt32LE(42)];
  const { header: common, values } = parseCommon(header.subarray(8), name, extra, sizes);
  const isLink = header[5] === UNIX && (header.readUInt16LE(40) & KIND_MODE) === LINK_MODE;
  return { ...common, isLink, offset: values[2]! };
}

/** `sizes`: the size, the compressed size and others that zip64 has in this order where 32 bits have no room. */
function parseCommon(from: Buffer, name: Buffer, extra: Buffer, sizes: readonly number[]) {
  const flags = from.readUInt16LE(0);
  const fields = extraFields(extra);
  const zip64 = fields.get(ZIP64_EXTRA);
  let at = 0;
  const values = sizes.map((size) => {
    if (size !== NO_ROOM || zip64 === undefined || at + 8 > zip64.length) return size;
    at += 8;
    return Number(zip64.readBigUInt64LE(at - 8));
  });
  const header: ZipHeader = {
    path: decodeName(name, (flags & IS_UTF8) !== 0),
    isEncrypted: (flags & 1) !== 0,
    hasDescriptor: (flags & 8) !== 0,
    isZip64: zip64 !== undefined,
    method: from.readUInt16LE(2),
    modifiedAt: unixTime(fields.get(TIME_EXTRA)) ?? dosTime(from.readUInt16LE(4), from.readUInt16LE(6)),
    checksum: from.readUInt32LE(8),
    compressedBytes: values[1]!,
  };
  return { header, values };
}

function extraFields(extra: Buffer): Map<number, Buffer> {
  const fields = new Map<number, Buffer>();
  for (let at = 0; at + 4 <= extra.length;) {
    const end = at + 4 + extra.readUInt16LE(at + 2);
    fields.set(extra.readUInt16LE(at), extra.subarray(at + 4, end));
    at = end;
  }
  return fields;
}

/** UTF-8 is often not marked as such; what is no UTF-8 is read as Latin-1. */
function decodeName(name: Buffer, isUtf8: boolean): string {
  const text = name.toString("utf8");
  return isUtf8 || !text.includes("\ufffd") ? text : name.toString("latin1");
}

function unixTime(field: Buffer | undefined): Date | null {
  if (field === undefined || field.length < 5 || (field[0]! & 1) === 0) return null;
  return new Date(field.readInt32LE(1) * 1000);
}

/** A clock of no zone: taken as UTC. */
function dosTime(time: number, date: number): Date | null {
  const month = (date >> 5) & 15;
  const day = date & 31;
  if (month === 0 || day === 0) return null;
  const at = Date.UTC(1980 + (date >> 9), month - 1, day, time >> 11, (time >> 5) & 63, (time & 31) * 2);
  return new Date(at);
}
