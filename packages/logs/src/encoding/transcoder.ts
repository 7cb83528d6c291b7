/** Turns a text that comes in chunks of any size into UTF-8. What is no character in its encoding becomes U+FFFD. */
export interface Utf8Transcoder {
  /** What can be told of the text by now; it may be the chunk itself. */
  push(chunk: Uint8Array): Uint8Array;
  /** What a last character that was cut off leaves. */
  end(): Uint8Array;
}
