import { skipBlanks } from "../bytes.ts";
import { decodeText, encodeText } from "../text.ts";
import { type JoinedState, joinedEnd, type Rest, UNKNOWN } from "./joined-values.ts";
import { type BatchedRecord, beginsRequest, firstOfBatch, nextOfBatch, NO_CONTEXT } from "./otlp-batch.ts";

/**
 * Where the bytes to be read next stand: at the start of a file, in one whose lines are records, or at the start of a
 * line or within one in a file whose lines hold several: values of JSON that are joined, or a batch of OpenTelemetry.
 */
export const PLACES = ["start", "none", "joined-line", "joined-part", "batch-line", "batch-part"] as const;
export type Place = (typeof PLACES)[number];

/** What must be known to go on within a line: JSON. */
export interface PartsMemory {
  readonly place: Place;
  /** Of the records of a batch, as JSON. */
  readonly resource: string;
  readonly scope: string;
}

/** Takes lines of several records apart: each part is read as if it were a line. */
export class LineParts {
  place: Place;
  /** The record in the part that was found last, where that is not all of its text. */
  record: BatchedRecord | undefined;
  #context = NO_CONTEXT;
  #kind: "joined" | "batch" = "joined";
  #next: Place = "none";

  constructor(place: Place) {
    this.place = place;
  }

  /** Where the part that begins at `at` ends, UNKNOWN or WHOLE_LINE; only for places that are not "none". */
  endOf(bytes: Uint8Array, at: number, length: number, rest: Rest): number {
    this.record = undefined;
    const start = skipBlanks(bytes, at, length);
    const isBatch = this.place === "start" ? beginsRequest(bytes, start, length) : this.place.startsWith("batch");
    this.#kind = isBatch ? "batch" : "joined";
    if (start === length) return UNKNOWN;
    if (!isBatch) return joinedEnd(bytes, start, length, joinedState(this.place), rest);
    const isInside = this.place === "batch-part";
    const found = isInside
      ? nextOfBatch(bytes, at, length, this.#context, rest)
      : firstOfBatch(bytes, start, length, rest);
    if (typeof found === "number") return found;
    this.record = found;
    return found.partEnd;
  }

  /** The part that was found is taken. */
  notePart(): void {
    this.#next = this.record?.isLast ? "batch-line" : `${this.#kind}-part`;
  }

  /** A whole line is taken; `saysNothing` of what the file holds. */
  noteLine(saysNothing: boolean): void {
    if (this.place !== "start") this.#next = `${this.#kind}-line`;
    else if (saysNothing) this.#next = "start";
    else this.#next = this.#kind === "batch" ? "batch-line" : "none";
  }

  /** How the lines after the one that was found are taken apart, for a sample of them. */
  get stateAfter(): JoinedState {
    return this.#next.startsWith("joined") ? joinedState(this.#next) : "none";
  }

  /** Goes on to the next part. */
  pass(): void {
    this.place = this.#next;
    if (this.record) this.#context = this.record.context;
  }

  memory(): PartsMemory {
    const { resource, scope } = this.place === "batch-part" ? this.#context : NO_CONTEXT;
    const text = (json: Uint8Array) => decodeText(json, 0, json.length);
    return { place: this.place, resource: text(resource), scope: text(scope) };
  }

  remember({ place, resource, scope }: PartsMemory): void {
    this.place = place;
    this.#context = { resource: encodeText(resource), scope: encodeText(scope) };
  }
}

function joinedState(place: Place): JoinedState {
  if (place === "joined-part") return "inside";
  return place === "joined-line" ? "line" : "start";
}
