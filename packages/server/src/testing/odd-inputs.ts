import { deflateRawSync, gzipSync } from "node:zlib";
import { randomOf } from "../input/testing/random.ts";

/** An input that something is wrong with: what it was made from, and how. */
export interface OddInput {
  readonly bytes: Buffer;
  /** Enough to make it again. */
  readonly description: string;
}

/** What a mutation draws from. */
interface Dice {
  /** From 0 to below `limit`. */
  whole(limit: number): number;
  pick<T>(choices: readonly T[]): T;
  /** Another of the texts that inputs are made of. */
  other(): Buffer;
}

type Mutation = (bytes: Buffer, dice: Dice) => Buffer;

/** Texts damaged in one to four ways; the same for the same seed and texts. */
export function makeOddInput(texts: readonly Buffer[], seed: number): OddInput {
  const random = randomOf(Math.imul(seed, 2_654_435_761));
  const whole = (limit: number): number => Math.floor(random() * limit);
  const pick = <T>(choices: readonly T[]): T => choices[whole(choices.length)]!;
  const dice: Dice = { whole, pick, other: () => pick(texts) };
  const at = whole(texts.length);
  let bytes = texts[at]!;
  const names: string[] = [];
  for (let left = 1 + whole(4); left > 0; left--) {
    const [name, mutate] = pick(MUTATIONS);
    names.push(name);
    bytes = mutate(bytes, dice);
  }
  if (whole(12) === 0) {
    const [name, wrap] = pick(WRAPPINGS);
    names.push(name);
    bytes = wrap(bytes, dice);
  }
  return { bytes, description: `seed ${seed}: text ${at}, ${names.join(", ")}` };
}

const PIECES: readonly string[] = [
  "\0",
  "\0\0\0\0\0\0\0\0",
  "\x1b",
  "\x1b[31mERROR\x1b[0m",
  "\x1b]0;title\x07",
  "\xff",
  "\xff\xfe",
  "\xfe\xff",
  "\xef\xbb\xbf",
  "\xed\xa0\x80",
  "\xf4\x90\x80\x80",
  "\r",
  "\r\n",
  "\n\n\n",
  "\r\r\n",
  "\t",
  '"',
  "'",
  "[",
  "]]>",
  "{".repeat(300),
  "[".repeat(300),
  '{"a":'.repeat(300),
  '\\"',
  "\\u0000",
  "\\ud800",
  "\\",
  ",,,,,,",
  "a=b ".repeat(200),
  "k".repeat(3000),
  "99999999999999999999999999",
  "-1e400",
  "0000-00-00T00:00:00Z",
  "9999-12-31T23:59:60.999999999999+99:99",
  "Feb 30 25:61:61",
  "Traceback (most recent call last):\n",
  "Caused by: ",
  "\tat a.b.C.d(E.java:1)\n",
  "#Fields: date time cs-method\n",
  "#fields\tts\tuid\n",
  "2026-03-14T09:00:00Z stdout P ",
  '{"log":"',
  "<165>1 ",
  "MESSAGE\n\xff\xff\xff\xff\xff\xff\xff\x7f",
  "@4000000065f2c1a01dcd6500 ",
  "<Event xmlns='",
];

const between = (limit: number, dice: Dice): [number, number] => {
  const from = dice.whole(limit + 1);
  return [from, Math.min(limit, from + 1 + dice.whole(dice.pick([4, 60, 2000])))];
};
const around = (bytes: Buffer, at: number, piece: Buffer): Buffer =>
  Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]);
const byText = (change: (text: string, dice: Dice) => string): Mutation => {
  return (bytes, dice) => Buffer.from(change(bytes.toString("latin1"), dice), "latin1");
};
const byLine = (change: (lines: string[], dice: Dice) => readonly string[]): Mutation =>
  byText((text, dice) => change(text.split("\n"), dice).join("\n"));

const PREFIXES: readonly string[] = [
  "web-1  | ",
  "2026-03-14T09:00:00.123456789Z stderr F ",
  "2026-03-14T09:00:00.123456789Z ",
  "Mar 14 09:00:00 db-2 app[7]: ",
  "    ",
  "\x1b[32m",
];

const MUTATIONS: readonly (readonly [string, Mutation])[] = [
  [
    "bits flipped",
    (bytes, dice) => {
      const changed = Buffer.from(bytes);
      for (let left = 1 + dice.whole(20); left > 0 && changed.length > 0; left--)
        changed[dice.whole(changed.length)]! ^= 1 << dice.whole(8);
      return changed;
    },
  ],
  [
    "any bytes",
    (bytes, dice) =>
      around(bytes, dice.whole(bytes.length + 1), Buffer.from(Array.from({ length: 40 }, () => dice.whole(256)))),
  ],
  ["cut at its end", (bytes, dice) => bytes.subarray(0, dice.whole(bytes.length + 1))],
  ["cut at its start", (bytes, dice) => bytes.subarray(dice.whole(bytes.length + 1))],
  [
    "a part left out",
    (bytes, dice) => {
      const [from, to] = between(bytes.length, dice);
      return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
    },
  ],
  [
    "a part repeated",
    (bytes, dice) => {
      const [from, to] = between(bytes.length, dice);
      const part = bytes.subarray(from, to);
      return around(bytes, to, Buffer.concat(Array.from({ length: dice.pick([1, 3, 20]) }, () => part)));
    },
  ],
  [
    "two texts spliced",
    (bytes, dice) => {
      const other = dice.other();
      const tail = other.subarray(dice.whole(other.length + 1));
      return Buffer.concat([bytes.subarray(0, dice.whole(bytes.length + 1)), tail]);
    },
  ],
  ["a text within another", (bytes, dice) => around(bytes, dice.whole(bytes.length + 1), dice.other())],
  [
    "pieces inserted",
    (bytes, dice) => {
      let changed = bytes;
      for (let left = 1 + dice.whole(5); left > 0; left--)
        changed = around(changed, dice.whole(changed.length + 1), Buffer.from(dice.pick(PIECES), "latin1"));
      return changed;
    },
  ],
  ["a piece before each line", byLine((lines, dice) => prefixed(lines, dice.pick(PREFIXES)))],
  [
    "a piece before some lines",
    byLine((lines, dice) => lines.map((line) => dice.pick([line, dice.pick(PREFIXES) + line]))),
  ],
  ["ends of lines CRLF", byText((text) => text.replaceAll("\n", "\r\n"))],
  ["ends of lines CR", byText((text) => text.replaceAll("\n", "\r"))],
  [
    "ends of lines mixed",
    byText((text, dice) => text.replaceAll("\n", () => dice.pick(["\n", "\r\n", "\r", "\n\n", "\0\n"]))),
  ],
  ["no ends of lines", byText((text) => text.replaceAll("\n", ""))],
  ["lines in another order", byLine((lines, dice) => lines.toSorted(() => dice.whole(3) - 1))],
  [
    "other digits",
    byText((text, dice) => text.replaceAll(/\d/g, (digit) => dice.pick([digit, digit, String(dice.whole(10))]))),
  ],
  ["lines cut short", byLine((lines, dice) => lines.map((line) => line.slice(0, dice.whole(line.length + 1))))],
  [
    "many times over",
    (bytes, dice) => {
      const times = Math.min(
        2 + dice.whole(30),
        1 + Math.floor(dice.pick([3_000, 3_000, 3_000, 60_000]) / (bytes.length + 1)),
      );
      return Buffer.concat(Array.from({ length: times }, () => bytes));
    },
  ],
  [
    "a long line",
    (bytes, dice) => {
      const part =
        bytes
          .subarray(...between(bytes.length, dice))
          .toString("latin1")
          .replaceAll("\n", " ") || "x";
      const length = dice.whole(60) === 0 ? 1_300_000 : dice.pick([2_000, 5_000, 20_000]);
      const [limit, at] = [Math.ceil(length / part.length), dice.whole(bytes.length + 1)];
      return around(bytes, at, Buffer.from(part.repeat(Math.min(limit, dice.pick([100, limit]))), "latin1"));
    },
  ],
];

function prefixed(lines: readonly string[], prefix: string): readonly string[] {
  return lines.map((line) => prefix + line);
}

const damaged: Mutation = (bytes, dice) => {
  const changed = Buffer.from(bytes.subarray(0, dice.pick([bytes.length, bytes.length, dice.whole(bytes.length + 1)])));
  if (dice.whole(2) === 0 && changed.length > 0) changed[dice.whole(changed.length)]! ^= 1 << dice.whole(8);
  return changed;
};

const WRAPPINGS: readonly (readonly [string, Mutation])[] = [
  ["UTF-16LE", (bytes, dice) => Buffer.from(dice.pick(["", "\ufeff"]) + bytes.toString("latin1"), "utf16le")],
  ["UTF-16BE", (bytes, dice) => swapped(Buffer.from(dice.pick(["", "\ufeff"]) + bytes.toString("latin1"), "utf16le"))],
  ["damaged UTF-16", (bytes, dice) => damaged(Buffer.from(`\ufeff${bytes.toString("latin1")}`, "utf16le"), dice)],
  ["gzip", (bytes) => gzipSync(bytes, { level: 1 })],
  ["damaged gzip", (bytes, dice) => damaged(gzipSync(bytes, { level: 1 }), dice)],
  [
    "several damaged gzip members",
    (bytes, dice) => Buffer.concat([gzipSync(bytes), damaged(gzipSync(bytes), dice), bytes]),
  ],
  [
    "damaged deflate after a gzip header",
    (bytes, dice) => Buffer.concat([GZIP_HEAD, damaged(deflateRawSync(bytes), dice)]),
  ],
  ["a head of another kind", (bytes, dice) => Buffer.concat([Buffer.from(dice.pick(HEADS), "latin1"), bytes])],
];

const GZIP_HEAD = Buffer.from("1f8b0800000000000003", "hex");
const HEADS: readonly string[] = [
  "(\xb5/\xfd",
  "(\xb5/\xfd\x24\x00\x00\x00",
  "BZh91AY&SY",
  "\xfd7zXZ\0\0\x04",
  "\x04\x22M\x18\x64\x40",
  "PK\x03\x04\x14\0\0\0\x08\0",
  "PK\x05\x06",
  "\x1f\x8b\x08\x1f",
];

function swapped(bytes: Buffer): Buffer {
  return bytes.swap16();
}
