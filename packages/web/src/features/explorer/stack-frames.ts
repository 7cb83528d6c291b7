/** A piece of a message: text as it stands, or calls of a stack that are better folded away. */
export interface MessagePart {
  readonly text: string;
  /** Lines of calls; 0 for text. */
  readonly frames: number;
}

const FRAME = new RegExp(
  [
    String.raw`\s+at\s\S`, // Java, JavaScript, .NET
    String.raw`\s*\.{3} \d+ (?:more|common frames)`,
    String.raw`\s+File ".*", line \d+`, // Python
    String.raw`\s+\S+\.go:\d+`, // Go
    String.raw`\s+from \S+:\d+:in `, // Ruby
    String.raw`#\d+ \S`, // PHP
  ]
    .map((frame) => `^${frame}`)
    .join("|"),
);
/** Python quotes the line of each call below it. */
const QUOTED = /^\s{4,}\S/;
/** The first calls tell most. */
const SHOWN = 3;
/** To fold less saves nothing. */
const LEAST_FOLDED = 3;

/** A message with the calls of its stack traces apart, but for the first of each. */
export function foldFrames(text: string): MessagePart[] {
  const parts: MessagePart[] = [];
  let shown: string[] = [];
  let calls: string[] = [];
  const closeCalls = () => {
    const isFolded = calls.length >= SHOWN + LEAST_FOLDED;
    shown.push(...(isFolded ? calls.slice(0, SHOWN) : calls));
    if (isFolded) {
      parts.push({ text: shown.join("\n"), frames: 0 });
      parts.push({ text: calls.slice(SHOWN).join("\n"), frames: calls.length - SHOWN });
      shown = [];
    }
    calls = [];
  };
  for (const line of text.split("\n")) {
    if (FRAME.test(line) || (calls.length > 0 && QUOTED.test(line))) calls.push(line);
    else {
      closeCalls();
      shown.push(line);
    }
  }
  closeCalls();
  if (shown.length > 0) parts.push({ text: shown.join("\n"), frames: 0 });
  return parts;
}
