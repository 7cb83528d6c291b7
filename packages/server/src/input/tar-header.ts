export const TAR_HEADER_BYTES = 512;

const CHECKSUM_START = 148;
const CHECKSUM_END = 156;
const SPACE = 32;

export interface TarHeader {
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedAtMs: number;
  /** One character. */
  readonly kind: string;
}

/** Whether these bytes begin a member of a tar archive, of whatever age: its checksum fits. */
export function isTarHeader(bytes: Uint8Array): boolean {
  if (bytes.length < TAR_HEADER_BYTES || bytes[0] === 0) return false;
  const expected = numberOf(bytes, CHECKSUM_START, CHECKSUM_END - CHECKSUM_START);
  let sum = 0;
  for (let i = 0; i < TAR_HEADER_BYTES; i++) sum += i >= CHECKSUM_START && i < CHECKSUM_END ? SPACE : bytes[i]!;
  return sum === expected;
}

export function parseTarHeader(bytes: Uint8Array): TarHeader {
  const name = textOf(bytes, 0, 100);
  const prefix = textOf(bytes, 257, 6) === "ustar" ? textOf(bytes, 345, 155) : "";
  return {
    path: prefix === "" ? name : `${prefix}/${name}`,
    sizeBytes: numberOf(bytes, 124, 12),
    modifiedAtMs: numberOf(bytes, 136, 12) * 1000,
    kind: String.fromCharCode(bytes[156]!),
  };
}

/** Up to the first zero. */
function textOf(bytes: Uint8Array, start: number, length: number): string {
  const field = Buffer.from(bytes.buffer, bytes.byteOffset + start, length);
  const end = field.indexOf(0);
  return field.toString("utf8", 0, end < 0 ? length : end);
}

/** Octal digits; numbers too large for them are binary, marked by the highest bit. */
function numberOf(bytes: Uint8Array, start: number, length: number): number {
  if (bytes[start]! >= 0x80) {
    let value = bytes[start]! & 0x7f;
    for (let i = 1; i < length; i++) value = value * 256 + bytes[start + i]!;
    return value;
  }
  return Number.parseInt(textOf(bytes, start, length).trim() || "0", 8);
}
