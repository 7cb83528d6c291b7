import type { ByteBuffer } from "../byte-buffer.ts";
import { Captures } from "../captures.ts";
import type { LineFormat } from "../formats/line-format.ts";
import { FormatsInUse } from "./formats-in-use.ts";

/** Of formats that are less telling than this, what lines hold is not sure to be a line, nor is a message a line of theirs. */
export const LEAST_RANK = 30;

/** Most messages are lines of no format: so many must come before they are looked at again. */
const MESSAGE_PATIENCE = 32;

/** The formats in use for the lines inside lines of one depth, and what was found in the inner line read last. */
export class InnerLevel {
  readonly captures: Captures;
  readonly ofInner: FormatsInUse;
  readonly ofMessage: FormatsInUse;

  constructor(formats: readonly LineFormat[], decoded: ByteBuffer) {
    this.captures = new Captures(decoded);
    // Tables have their header at the start of a file.
    const others = formats.filter((format) => format.memory === undefined);
    this.ofInner = new FormatsInUse(others);
    this.ofMessage = new FormatsInUse(
      others.filter((format) => format.rank >= LEAST_RANK),
      MESSAGE_PATIENCE,
    );
  }

  formatsFor(outer: LineFormat): FormatsInUse {
    return outer.carries === "inner" && outer.rank >= LEAST_RANK ? this.ofInner : this.ofMessage;
  }
}
