import type { AttributeNames } from "../attribute-names.ts";
import { type Captures, DECODED, FIRST_ATTRIBUTE, MESSAGE } from "../captures.ts";
import { standardName } from "../structured/standard-names.ts";
import { decodeText, encodeText } from "../text.ts";

const OPEN_BRACE = 123;

/** A hole of messagetemplates.org: `{Name}`, also `{@Name}`, `{Name,8}` and `{Name:0.00}`; `{{` is a brace. */
const HOLE = /\{\{|\}\}|\{[@$]?([A-Za-z0-9_.]+)(?:,-?\d+)?(?::[^}]*)?\}/g;

/** Puts the values of attributes into the holes of a message; those without a value stay as they are. */
export function renderMessage(bytes: Uint8Array, captures: Captures, names: AttributeNames): void {
  const at = captures.indexOf(MESSAGE);
  if (at < 0) return;
  const source = captures.start[at] >= DECODED ? captures.decoded.bytes : bytes;
  const base = captures.start[at] >= DECODED ? DECODED : 0;
  const start = captures.start[at] - base;
  const end = captures.end[at] - base;
  if (!source.subarray(start, end).includes(OPEN_BRACE)) return;
  const template = decodeText(source, start, end);
  const text = template.replaceAll(HOLE, (hole, name: string | undefined) =>
    name === undefined ? hole.slice(1) : (valueOf(name, bytes, captures, names) ?? hole),
  );
  if (text === template) return;
  const { decoded } = captures;
  captures.start[at] = DECODED + decoded.length;
  decoded.append(encodeText(text));
  captures.end[at] = DECODED + decoded.length;
}

function valueOf(name: string, bytes: Uint8Array, captures: Captures, names: AttributeNames): string | undefined {
  const field = FIRST_ATTRIBUTE + names.idOf(standardName(name));
  for (let i = 0; i < captures.count; i++) {
    if (captures.field[i] !== field) continue;
    const base = captures.start[i] >= DECODED ? DECODED : 0;
    const source = base === 0 ? bytes : captures.decoded.bytes;
    return decodeText(source, captures.start[i] - base, captures.end[i] - base);
  }
  return undefined;
}
