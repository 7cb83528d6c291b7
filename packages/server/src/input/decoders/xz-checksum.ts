import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";

/** Of the text of a block, in the order of bytes in which the block has it. */
export interface Checksum {
  update(bytes: Uint8Array): void;
  digest(): Uint8Array;
}

const CRC32 = 1;
const CRC64 = 4;
const SHA256 = 10;

export function xzChecksumBytes(kind: number): number {
  return kind === 0 ? 0 : 4 * 2 ** Math.floor((kind - 1) / 3);
}

/** Null for a kind that is not known: its bytes are skipped. */
export function createXzChecksum(kind: number): Checksum | null {
  if (kind === CRC32) return crc32Checksum();
  if (kind === CRC64) return crc64Checksum();
  if (kind !== SHA256) return null;
  const hash = createHash("sha256");
  return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest() };
}

function crc32Checksum(): Checksum {
  let crc = 0;
  return {
    update: (bytes) => void (crc = crc32(bytes, crc)),
    digest: () => {
      const digest = Buffer.alloc(4);
      digest.writeUInt32LE(crc);
      return digest;
    },
  };
}

/** ECMA-182, reflected, in halves of 32 bits. */
const CRC64_LOW = new Int32Array(256);
const CRC64_HIGH = new Int32Array(256);
for (let byte = 0; byte < 256; byte++) {
  let low = byte;
  let high = 0;
  for (let bit = 0; bit < 8; bit++) {
    const isOdd = low & 1;
    low = (low >>> 1) | (high << 31);
    high >>>= 1;
    if (isOdd) {
      low ^= 0xd7870f42;
      high ^= 0xc96c5795;
    }
  }
  CRC64_LOW[byte] = low;
  CRC64_HIGH[byte] = high;
}

function crc64Checksum(): Checksum {
  let low = -1;
  let high = -1;
  return {
    update(bytes) {
      for (let i = 0; i < bytes.length; i++) {
        const index = (low ^ bytes[i]!) & 0xff;
        low = ((low >>> 8) | (high << 24)) ^ CRC64_LOW[index]!;
        high = (high >>> 8) ^ CRC64_HIGH[index]!;
      }
    },
    digest() {
      const digest = Buffer.alloc(8);
      digest.writeInt32LE(~low);
      digest.writeInt32LE(~high, 4);
      return digest;
    },
  };
}
