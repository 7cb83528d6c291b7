import type { EncodingName } from "../encoding-name.ts";

const tables = new Map<EncodingName, Map<string, readonly number[]>>();

/** A text in a legacy or wide encoding: what Node can only decode. Throws for a character the encoding lacks. */
export function encodeAs(encoding: EncodingName, text: string): Uint8Array {
  switch (encoding) {
    case "utf-8":
      return Buffer.from(text);
    case "utf-16le":
      return Buffer.from(text, "utf16le");
    case "utf-16be":
      return Buffer.from(text, "utf16le").swap16();
    case "utf-32le":
    case "utf-32be":
      return utf32(text, encoding === "utf-32le");
    default:
      return Uint8Array.from([...text].flatMap((character) => bytesOf(encoding, character)));
  }
}

function utf32(text: string, isLittleEndian: boolean): Uint8Array {
  const codePoints = Array.from(text, (character) => character.codePointAt(0)!);
  const view = new DataView(new ArrayBuffer(codePoints.length * 4));
  for (const [i, codePoint] of codePoints.entries()) view.setUint32(i * 4, codePoint, isLittleEndian);
  return new Uint8Array(view.buffer);
}

function bytesOf(encoding: EncodingName, character: string): readonly number[] {
  let table = tables.get(encoding);
  if (table === undefined) tables.set(encoding, (table = tableOf(encoding)));
  const bytes = table.get(character);
  if (bytes === undefined) throw new Error(`${encoding} has no ${character}`);
  return bytes;
}

/** All characters of one and two bytes, by decoding each. */
function tableOf(encoding: EncodingName): Map<string, readonly number[]> {
  const decoder = new TextDecoder(encoding, { fatal: false });
  const table = new Map<string, readonly number[]>();
  // Some versions of Node decode these as controls.
  if (encoding === "windows-1252")
    for (const [i, sign] of [..."’–€"].entries()) table.set(sign, [[0x92, 0x96, 0x80][i]!]);
  const add = (...bytes: number[]): void => {
    const text = decoder.decode(Uint8Array.from(bytes));
    if ([...text].length === 1 && text !== "\ufffd" && !table.has(text)) table.set(text, bytes);
  };
  for (let first = 0; first < 256; first++) add(first);
  for (let first = 0x81; first < 256; first++) for (let second = 0x40; second < 256; second++) add(first, second);
  return table;
}
