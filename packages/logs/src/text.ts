// The codecs exist on every platform but not in the ES library, and this package may not depend on Node's or the DOM's types.
interface Codecs {
  readonly TextDecoder: new (label: string, options: { fatal: boolean; ignoreBOM: boolean }) => StreamDecoder;
  readonly TextEncoder: new () => { encode(text: string): Uint8Array };
}

/** Decodes a text in chunks; what a chunk leaves open goes on in the next, unless `stream` is false. */
export interface StreamDecoder {
  decode(bytes?: Uint8Array, options?: { stream: boolean }): string;
}

const { TextDecoder, TextEncoder } = globalThis as unknown as Codecs;
const decoder = new TextDecoder("utf-8", { fatal: false, ignoreBOM: true });
const encoder = new TextEncoder();

/** UTF-8; a byte sequence that is not UTF-8 becomes U+FFFD. */
export function decodeText(bytes: Uint8Array, start: number, end: number): string {
  return decoder.decode(bytes.subarray(start, end));
}

export function encodeText(text: string): Uint8Array {
  return encoder.encode(text);
}

/** A decoder of any encoding of the WHATWG Encoding Standard, which leaves off a byte order mark. */
export function createStreamDecoder(encoding: string): StreamDecoder {
  return new TextDecoder(encoding, { fatal: false, ignoreBOM: false });
}
