import type { TextOutput } from "../text-output.ts";

/** Keeps what a command prints; colours are written as `[SGR:text]` where asked for. */
export function collectOutput({ hasColours = false } = {}): TextOutput & { readonly text: string } {
  let text = "";
  return {
    paint: hasColours ? (sgr, painted) => `[${sgr}:${painted}]` : (_sgr, unpainted) => unpainted,
    write: (piece) => void (text += piece),
    isFull: false,
    flush: () => Promise.resolve(),
    get text() {
      return text;
    },
  };
}
