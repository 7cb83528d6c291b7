import { extname } from "node:path";

/** First bytes that the kind of a file is told by: enough for the mark of a tar archive at byte 257. */
export const SNIFFED_BYTES = 512;

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
  "an archive": [
    "zip",
    "tar",
    "tgz",
    "bz2",
    "tbz",
    "tbz2",
    "xz",
    "txz",
    "zst",
    "7z",
    "rar",
    "lz4",
    "jar",
    "war",
    "apk",
  ],
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
  { kind: "an archive", bytes: "PK\x03\x04" },
  { kind: "an archive", bytes: "PK\x05\x06" },
  { kind: "an archive", bytes: "BZh9" },
  { kind: "an archive", bytes: "\xfd7zXZ\0" },
  { kind: "an archive", bytes: "(\xb5/\xfd" },
  { kind: "an archive", bytes: "7z\xbc\xaf\x27\x1c" },
  { kind: "an archive", bytes: "Rar!\x1a\x07" },
  { kind: "an archive", bytes: "\x04\x22M\x18" },
  { kind: "an archive", bytes: "ustar", offset: 257 },
];

/** Why a file of this name is no log, or null. */
export function refusalByName(filename: string): string | null {
  const name = filename.toLowerCase();
  const extension = name.endsWith(".tar.gz") ? "tar" : extname(name).slice(1);
  const kind = Object.keys(KINDS_BY_EXTENSION).find((each) => KINDS_BY_EXTENSION[each]!.includes(extension));
  return kind === undefined ? null : refusal(`.${extension}`, kind);
}

/** Why a file that begins with these bytes is no log, or null. Gzip is not refused: it is read. */
export function refusalByContent(head: Uint8Array): string | null {
  const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString("latin1");
  const found = SIGNATURES.find(({ bytes, offset = 0 }) => text.startsWith(bytes, offset));
  return found ? refusal("its content", found.kind) : null;
}

export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

function refusal(evidence: string, kind: string): string {
  const advice =
    kind === "an archive"
      ? "unpack it and send the files in it; of compressed files, gzip is read"
      : "send text, or text compressed with gzip";
  return `by ${evidence} this is ${kind}, not a log; ${advice}.`;
}
