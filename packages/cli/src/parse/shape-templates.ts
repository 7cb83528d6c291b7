import { createHash } from "node:crypto";
import { mineTemplates } from "@faultline/analytics";
import { maskMessage, type RecordBlock } from "@faultline/logs";

/** What a record's message has in common with others that the same statement wrote. */
export interface MessageTemplate {
  /** 16 hexadecimal digits, the beginning of the SHA-256 of the text: the same wherever the same template is found. */
  readonly id: string;
  /** With `<*>` for what varies. */
  readonly text: string;
}

/** Shapes that templates are mined over; one that comes later is a template of its own. */
const MAX_SHAPES = 50_000;

/** The templates of what was read: mined over the distinct shapes of its messages, so they must all be noted before. */
export class ShapeTemplates {
  /** By shape, its mask, until templates are mined. */
  readonly #masks = new Map<string, string>();
  readonly #templates = new Map<string, MessageTemplate>();

  note(block: RecordBlock, text: Buffer): void {
    for (let row = 0; row < block.length && this.#masks.size < MAX_SHAPES; row++) {
      const shape = shapeAt(block, row);
      if (!this.#masks.has(shape)) this.#masks.set(shape, maskAt(block, text, row));
    }
  }

  mine(): void {
    const shapes = [...this.#masks.keys()];
    for (const template of mineTemplates([...this.#masks.values()])) {
      const named = templateOf(template.text);
      for (const member of template.shapes) this.#templates.set(shapes[member]!, named);
    }
    this.#masks.clear();
  }

  /** The template of a record of the blocks that were noted. */
  at(block: RecordBlock, text: Buffer, row: number): MessageTemplate {
    return this.#templates.get(shapeAt(block, row)) ?? templateOf(maskAt(block, text, row));
  }
}

export function templateOf(text: string): MessageTemplate {
  return { id: createHash("sha256").update(text).digest("hex").slice(0, 16), text };
}

function shapeAt({ shapeHigh, shapeLow }: RecordBlock, row: number): string {
  return `${shapeHigh[row]!}:${shapeLow[row]!}`;
}

function maskAt({ messageStart, messageEnd }: RecordBlock, text: Buffer, row: number): string {
  return maskMessage(text.toString("utf8", messageStart[row]!, messageEnd[row]!));
}
