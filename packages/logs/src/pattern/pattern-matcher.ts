import { skipBlanks } from "../bytes.ts";
import type { Captures } from "../captures.ts";
import type { StructuredData } from "../structured/structured-data.ts";
import type { TimestampParser } from "../timestamps/timestamp-parser.ts";
import * as takers from "./field-takers.ts";
import { matcherSource } from "./matcher-source.ts";
import { podEnd } from "./pod-name.ts";
import type { Program } from "./program.ts";
import * as spans from "./spans.ts";

/** A program as a function of its own: V8 makes machine code of it in which nothing of the program is left to look up. */
type Match = (
  bytes: Uint8Array,
  start: number,
  end: number,
  captures: Captures,
  timestamps: TimestampParser,
  structured: StructuredData,
) => boolean;

/** What the functions call. */
const TOOLS: Readonly<Record<string, unknown>> = { ...spans, ...takers, podEnd, skipBlanks };

/** Made once per process, when the first line is offered to it: most programs never see one. */
const compiled = new WeakMap<Program, Match>();

function compile(program: Program): Match {
  const names = [...Object.keys(TOOLS), "literals"];
  const parameters = "bytes, start, end, captures, timestamps, structured";
  // oxlint-disable-next-line typescript/no-implied-eval -- of numbers alone, see matcherSource
  const make = new Function(
    ...names,
    `"use strict"; return function match(${parameters}) {\n${matcherSource(program)}\n};`,
  ) as (...tools: unknown[]) => Match;
  const match = make(...Object.values(TOOLS), program.literals);
  compiled.set(program, match);
  return match;
}

export class PatternMatcher {
  readonly #timestamps: TimestampParser;
  readonly #structured: StructuredData;
  /** The one asked for last, as for almost every line, and its function. */
  #program: Program | undefined;
  #match: Match | undefined;

  constructor(timestamps: TimestampParser, structured: StructuredData) {
    this.#timestamps = timestamps;
    this.#structured = structured;
  }

  /** Whether the whole of `[start, end)` fits; its fields are then in `captures`, which must have been cleared. */
  match(program: Program, bytes: Uint8Array, start: number, end: number, captures: Captures): boolean {
    if (program !== this.#program) {
      this.#program = program;
      this.#match = compiled.get(program) ?? compile(program);
    }
    return this.#match!(bytes, start, end, captures, this.#timestamps, this.#structured);
  }
}
