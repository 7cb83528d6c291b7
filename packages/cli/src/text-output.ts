import { once } from "node:events";

/** Text in one of {@link ./colours.ts}' colours, where there are any. */
export type Paint = (sgr: string, text: string) => string;

/** Text for a program or a terminal, in pieces large enough to be cheap. */
export interface TextOutput {
  readonly paint: Paint;
  write(text: string): void;
  /** Enough waits to be worth a {@link flush}. */
  readonly isFull: boolean;
  /** Hands over what was written; settled once whoever reads has kept up. */
  flush(): Promise<void>;
}

const PIECE_LENGTH = 64 * 1024;

/** Whoever reads may have seen enough and be gone: that ends the process without a word, as it does `cat`. */
export function createTextOutput(stream: NodeJS.WriteStream): TextOutput {
  let waiting = "";
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(0);
  });
  const hasColours = stream.isTTY && stream.hasColors();
  return {
    paint: hasColours ? (sgr, text) => `\x1b[${sgr}m${text}\x1b[0m` : (_sgr, text) => text,
    write: (text) => void (waiting += text),
    get isFull() {
      return waiting.length >= PIECE_LENGTH;
    },
    async flush() {
      const piece = waiting;
      waiting = "";
      if (piece !== "" && !stream.write(piece)) await once(stream, "drain");
    },
  };
}
