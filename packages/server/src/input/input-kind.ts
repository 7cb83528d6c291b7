import { isTarHeader, TAR_HEADER_BYTES } from "./tar-header.ts";

export const COMPRESSIONS = ["gzip", "zstd", "bzip2", "xz", "lz4"] as const;
export type Compression = (typeof COMPRESSIONS)[number];
export type ArchiveKind = "zip" | "tar";

/** First bytes that the kind of an input is told by. */
export const SNIFFED_BYTES = TAR_HEADER_BYTES;

/** First bytes as Latin-1 text. */
const COMPRESSION_MARKS: Readonly<Record<Compression, RegExp>> = {
  gzip: /^\x1f\x8b\x08/,
  zstd: /^(?:\(\xb5\/\xfd|[\x50-\x5f]\x2a\x4d\x18)/,
  // A word that begins a line may look like the first four bytes.
  bzip2: /^BZh[1-9](?:1AY&SY|\x17rE8P\x90)/,
  xz: /^\xfd7zXZ\0/,
  lz4: /^\x04\x22M\x18/,
};
const ZIP_MARK = /^PK(?:\x03\x04|\x05\x06|\x07\x08)/;

export function compressionOf(head: Uint8Array): Compression | null {
  const text = latin1(head);
  return COMPRESSIONS.find((compression) => COMPRESSION_MARKS[compression].test(text)) ?? null;
}

export function archiveOf(head: Uint8Array): ArchiveKind | null {
  if (ZIP_MARK.test(latin1(head))) return "zip";
  return isTarHeader(head) ? "tar" : null;
}

function latin1(head: Uint8Array): string {
  return Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, SNIFFED_BYTES)).toString("latin1");
}
