import { extname } from "node:path";

const KINDS_BY_EXTENSION: Readonly<Record<string, readonly string[]>> = {
  "an image": ["png", "jpg", "jpeg", "gif", "webp", "bmp", "ico", "tif", "tiff", "heic", "avif", "svg", "psd"],
  "audio or video": ["mp3", "mp4", "m4a", "wav", "flac", "ogg", "avi", "mov", "mkv", "webm"],
  "a program": [
    "exe",
    "dll",
    "so",
    "dylib",
    "msi",
    "com",
    "class",
    "pyc",
    "o",
    "a",
    "wasm",
    "deb",
    "rpm",
    "dmg",
    "iso",
  ],
  "an office document": ["pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "rtf"],
  "a database": ["sqlite", "sqlite3", "mdb", "parquet"],
  "an archive of a kind that is not read": ["7z", "rar", "cab", "jar", "war", "apk"],
};

interface Signature {
  readonly kind: string;
  readonly bytes: string;
  readonly offset?: number;
}

/** Bytes as Latin-1 text. Those that could begin a line of text are left out. */
const SIGNATURES: readonly Signature[] = [
  { kind: "an image", bytes: "\x89PNG\r\n\x1a\n" },
  { kind: "an image", bytes: "\xff\xd8\xff" },
  { kind: "an image", bytes: "GIF87a" },
  { kind: "an image", bytes: "GIF89a" },
  { kind: "an image", bytes: "II*\0" },
  { kind: "an image", bytes: "MM\0*" },
  { kind: "an image", bytes: "WEBP", offset: 8 },
  { kind: "audio or video", bytes: "ftyp", offset: 4 },
  { kind: "audio or video", bytes: "ID3\x03" },
  { kind: "audio or video", bytes: "OggS\0" },
  { kind: "a program", bytes: "\x7fELF" },
  { kind: "a program", bytes: "MZ\x90\0" },
  { kind: "a program", bytes: "\xfe\xed\xfa" },
  { kind: "a program", bytes: "\xcf\xfa\xed\xfe" },
  { kind: "a program", bytes: "\xca\xfe\xba\xbe" },
  { kind: "a program", bytes: "\0asm" },
  { kind: "an office document", bytes: "%PDF-" },
  { kind: "an office document", bytes: "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" },
  { kind: "a database", bytes: "SQLite format 3\0" },
  { kind: "a database", bytes: "PAR1\x15" },
  { kind: "an archive of a kind that is not read", bytes: "7z\xbc\xaf\x27\x1c" },
  { kind: "an archive of a kind that is not read", bytes: "Rar!\x1a\x07" },
];

const LONGEST_MARK = 64;

/** Why a file of this name is no log, or null. */
export function refusalByName(filename: string): string | null {
  const name = filename.toLowerCase();
  const extension = extname(name).slice(1);
  const kind = Object.keys(KINDS_BY_EXTENSION).find((each) => KINDS_BY_EXTENSION[each]!.includes(extension));
  return kind === undefined ? null : refusal(`.${extension}`, kind);
}

/** Why a file that begins with these bytes is no log, or null. What is compressed or an archive is read. */
export function refusalByContent(head: Uint8Array): string | null {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, LONGEST_MARK)).toString("latin1");
  const found = SIGNATURES.find(({ bytes, offset = 0 }) => text.startsWith(bytes, offset));
  return found ? refusal("its content", found.kind) : null;
}

function refusal(evidence: string, kind: string): string {
  return `by ${evidence} this is ${kind}, not a log; send text, compressed or in a zip or tar archive if you like.`;
}
