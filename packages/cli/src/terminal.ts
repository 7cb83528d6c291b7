/** Text for whoever started the program. On a terminal one line at the bottom may be redrawn in place. */
export interface Terminal {
  readonly isInteractive: boolean;
  /** A line that stays. */
  print(line: string): void;
  /** Replaces the line at the bottom; elsewhere than on a terminal it is left out. */
  redraw(line: string): void;
}

const CLEAR_LINE = "\r\x1b[2K";

export function createTerminal(stream: NodeJS.WriteStream): Terminal {
  let bottom = "";
  return {
    isInteractive: stream.isTTY,
    print(line) {
      stream.write(stream.isTTY ? `${CLEAR_LINE}${line}\n${bottom}` : `${line}\n`);
    },
    redraw(line) {
      if (!stream.isTTY) return;
      bottom = [...line].slice(0, Math.max(10, stream.columns - 1)).join("");
      stream.write(`${CLEAR_LINE}${bottom}`);
    },
  };
}
