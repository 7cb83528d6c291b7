import { BYTE_CLASS, DIGIT, HEX_LETTER, LETTER } from "../bytes.ts";

/** Words that end with a number and are names all the same: protocols, encodings, digests, processors, file systems. */
const WORDS = (
  "IPv4 IPv6 ipv4 ipv6 ssh1 ssh2 SSH1 SSH2 HTTP2 http2 h2 OAuth2 oauth2 NTLMv2 utf8 UTF8 UTF-8 utf-8 md5 MD5 sha1 SHA1 " +
  "sha256 SHA256 sha512 SHA512 base64 Base64 x86 x86_64 i386 i686 amd64 arm64 Win32 win32 ext2 ext3 ext4 L1 L2 L3 S3 s3 " +
  "EC2 ec2"
).split(" ");

const SLOTS = 1024;
const BUCKETS: (readonly Uint8Array[] | undefined)[] = [];
for (const word of WORDS) {
  const bytes = Uint8Array.from(word, (letter) => letter.charCodeAt(0));
  const slot = slotOf(bytes, 0, bytes.length);
  BUCKETS[slot] = [...(BUCKETS[slot] ?? []), bytes];
}
const TAKEN = Uint8Array.from({ length: SLOTS }, (_, slot) => (BUCKETS[slot] ? 1 : 0));
const UNDERSCORE = 95;
const MIN_NAME_LETTERS = 5;
const MAX_KEY = 12;

function slotOf(bytes: Uint8Array, start: number, end: number): number {
  return (bytes[start] * 7 + bytes[end - 1] * 31 + (end - start) * 131) & (SLOTS - 1);
}

/**
 * Whether the token `[start, end)`, which has a digit, is a word all the same: one that is known, or one with a single
 * digit in its midst (`Slf4jLogger`, `jk2_init`), as ids have more of them and instances have theirs at the end.
 */
export function isNumberedWord(bytes: Uint8Array, start: number, end: number): boolean {
  const slot = slotOf(bytes, start, end);
  if (TAKEN[slot] !== 0 && BUCKETS[slot]!.some((word) => isEqual(word, bytes, start, end))) return true;
  let digitAt = -1;
  let otherLetters = 0;
  for (let at = start; at < end; at++) {
    const own = BYTE_CLASS[bytes[at]];
    if ((own & DIGIT) !== 0) {
      if (digitAt >= 0) return false;
      digitAt = at;
    } else if ((own & (LETTER | HEX_LETTER)) === LETTER || bytes[at] === UNDERSCORE) otherLetters++;
    else if ((own & LETTER) === 0) return false;
  }
  if (digitAt === start || digitAt === end - 1 || otherLetters < 2) return false;
  return end - start > MIN_NAME_LETTERS;
}

/** Whether the token is the key of an equation, such as `a0=` or `PSR1=`: a word and at most two digits. */
export function isNumberedKey(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start > MAX_KEY) return false;
  let at = start;
  while (at < end && (BYTE_CLASS[bytes[at]] & LETTER) !== 0) at++;
  if (at === start || end - at > 2) return false;
  for (; at < end; at++) if ((BYTE_CLASS[bytes[at]] & DIGIT) === 0) return false;
  return true;
}

function isEqual(word: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  return word.length === end - start && word.every((byte, i) => byte === bytes[start + i]);
}
