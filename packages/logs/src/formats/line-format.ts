import { type Captures, FIRST_ATTRIBUTE, MESSAGE } from "../captures.ts";
import { firstBytes } from "../pattern/first-bytes.ts";
import { type PatternMatcher } from "../pattern/pattern-matcher.ts";
import { type Program, compilePattern } from "../pattern/program.ts";
import type { AttributeNames } from "../attribute-names.ts";
import { FieldCollector } from "../structured/field-collector.ts";
import { JsonLine } from "../structured/json-line.ts";
import { KeyTable } from "../structured/key-table.ts";
import { LogfmtLine } from "../structured/logfmt-line.ts";
import type { TimestampParser } from "../timestamps/timestamp-parser.ts";
import type { LineFormat } from "./format-interface.ts";
import type { FormatDefinition } from "./format-definition.ts";
import { TableFormat } from "../tabular/table-format.ts";
import { DerivedFields } from "./derived-fields.ts";
import { FurtherPatterns } from "./further-patterns.ts";
import { keepInnerIndentation } from "./inner-indentation.ts";
import { KeyValuePairs } from "./key-value-pairs.ts";
import { SpanningFormat } from "./spanning-format.ts";
import { takeLevelFromMessage } from "./message-level.ts";
import { renderMessage } from "./message-template.ts";

export type { LineFormat };

/** What the line formats of one reader share. */
interface ParsingTools {
  readonly timestamps: TimestampParser;
  readonly matcher: PatternMatcher;
  readonly names: AttributeNames;
}

const NO_NIL = -1;
/** An object, or an array of objects. */
const JSON_STARTS = new Uint8Array(256).fill(1, 123, 124).fill(1, 91, 92);

type Build = (tools: ParsingTools) => LineFormat;

/** Formats compiled once per process; `create` gives a reader its own, because they keep keys and captures. */
export interface CompiledFormats {
  readonly attributeNames: readonly string[];
  create(tools: ParsingTools): readonly LineFormat[];
}

export function compileFormats(definitions: readonly FormatDefinition[]): CompiledFormats {
  const attributeNames: string[] = [];
  const idOfName = (name: string) => {
    const known = attributeNames.indexOf(name);
    return known >= 0 ? known : attributeNames.push(name) - 1;
  };
  const builds = definitions.flatMap((definition) => compileFormat(definition, idOfName));
  return { attributeNames, create: (tools) => builds.map((build) => build(tools)) };
}

function compileFormat(definition: FormatDefinition, idOfName: (name: string) => number): Build[] {
  if (definition.kind === "table") return [(tools) => new TableFormat(definition, tools)];
  if (definition.kind !== "pattern") return [(tools) => new StructuredFormat(definition, tools)];
  const pairsField = pairsFieldOf(definition, idOfName);
  const further = definition.continues.map((text) => compilePattern(text, idOfName));
  return definition.patterns.map((pattern, number) => {
    const program = compilePattern(pattern.text, idOfName);
    const first = firstBytes(program);
    return (tools) => {
      const format = new PatternFormat(definition, number, program, first, pairsField, further, tools);
      if (definition.until === undefined) return format;
      return new SpanningFormat(format, textBefore(pattern.text, "{"), definition.until);
    };
  });
}

function textBefore(text: string, mark: string): string {
  const at = text.indexOf(mark);
  return at < 0 ? text : text.slice(0, at);
}

type PatternDefinition = Extract<FormatDefinition, { kind: "pattern" }>;
type StructuredDefinition = Extract<FormatDefinition, { kind: "json" | "logfmt" }>;

/** The field whose pairs are to be taken: the message, unless the definition names another. */
function pairsFieldOf({ pairs }: PatternDefinition, idOfName: (name: string) => number): number {
  return pairs?.in === undefined ? MESSAGE : FIRST_ATTRIBUTE + idOfName(pairs.in);
}

function derivesFields(definition: PatternDefinition): boolean {
  const { message, levelFrom, levelless, impliedLevel, serviceFromPod } = definition;
  const isLevelDerived = levelless || impliedLevel !== undefined || Object.keys(levelFrom).length > 0;
  return isLevelDerived || message.length > 0 || serviceFromPod.length > 0;
}

function carriedBy({ unwrapsMessage }: FormatDefinition, hasInner: boolean): LineFormat["carries"] {
  if (hasInner) return "inner";
  if (unwrapsMessage === "levelless") return "levelless";
  return unwrapsMessage ? "message" : undefined;
}

/** One of the patterns of a format. */
class PatternFormat implements LineFormat {
  readonly id: string;
  readonly name: string;
  readonly rank: number;
  readonly guessesService: boolean;
  readonly weak: boolean;
  readonly spansLines = false;
  readonly carries: LineFormat["carries"];
  readonly partial: boolean;
  readonly innerEndsLine = false;
  readonly further: FurtherPatterns | undefined;
  readonly firstBytes: Uint8Array;
  readonly #levelInMessage: boolean;
  readonly #nil: number;
  readonly #program: Program;
  readonly #matcher: PatternMatcher;
  readonly #pairs: KeyValuePairs | undefined;
  readonly #pairsField: number;
  readonly #derived: DerivedFields | undefined;

  constructor(
    definition: PatternDefinition,
    number: number,
    program: Program,
    firstBytesOfLines: Uint8Array,
    pairsField: number,
    further: readonly Program[],
    { timestamps, matcher, names }: ParsingTools,
  ) {
    const { text, rank, guessesService, partial } = definition.patterns[number]!;
    this.id = `${definition.name}/${number}`;
    this.name = definition.name;
    this.rank = rank ?? definition.rank;
    this.guessesService = guessesService;
    this.partial = partial;
    this.carries = carriedBy(definition, /\{<?inner[:}]/.test(text));
    this.weak = definition.weak;
    this.#levelInMessage = definition.levelInMessage;
    this.#nil = definition.nil?.charCodeAt(0) ?? NO_NIL;
    this.#program = program;
    this.firstBytes = firstBytesOfLines;
    this.#matcher = matcher;
    this.#pairsField = pairsField;
    if (definition.pairs !== undefined) {
      const keys = new KeyTable(definition.pairs.fields, [], names, { renamed: definition.names });
      this.#pairs = new KeyValuePairs(definition.pairs.style, keys, new FieldCollector(timestamps));
    }
    if (definition.runsOn || further.length > 0) {
      this.further = new FurtherPatterns(further, definition.runsOn, matcher);
    }
    if (derivesFields(definition)) this.#derived = new DerivedFields(definition, names);
  }

  parse(bytes: Uint8Array, start: number, end: number, captures: Captures): boolean {
    captures.clear();
    const decodedLength = captures.decoded.length;
    if (!this.#matcher.match(this.#program, bytes, start, end, captures)) {
      captures.decoded.length = decodedLength;
      return false;
    }
    if (this.#nil !== NO_NIL) captures.drop(this.#nil, bytes);
    if (this.#levelInMessage && captures.level === 0) takeLevelFromMessage(bytes, captures);
    if (this.carries === "inner") keepInnerIndentation(bytes, start, captures);
    this.#pairs?.takeFrom(this.#pairsField, bytes, captures);
    this.#derived?.apply(bytes, captures);
    return true;
  }
}

/** A format without patterns: JSON or logfmt. */
class StructuredFormat implements LineFormat {
  readonly id: string;
  readonly name: string;
  readonly rank: number;
  readonly guessesService = false;
  readonly weak: boolean;
  readonly spansLines: boolean;
  readonly carries: LineFormat["carries"];
  readonly partial = false;
  readonly innerEndsLine: boolean;
  readonly firstBytes: Uint8Array | undefined;
  readonly #line: JsonLine | LogfmtLine;
  readonly #fields: FieldCollector;
  readonly #derived: DerivedFields;
  readonly #required: number;
  readonly #isTemplate: boolean;
  readonly #names: AttributeNames;

  constructor(definition: StructuredDefinition, { timestamps, names }: ParsingTools) {
    const naming = { renamed: definition.names, lifted: definition.lifts, isStandard: true };
    const keys = new KeyTable(definition.fields, definition.requires, names, naming);
    this.id = this.name = definition.name;
    this.rank = definition.rank;
    this.weak = definition.weak;
    this.spansLines = definition.kind === "json";
    this.firstBytes = definition.kind === "json" ? JSON_STARTS : undefined;
    this.carries = carriedBy(definition, definition.fields.inner !== undefined);
    this.innerEndsLine = definition.innerEndsLine;
    this.#fields = new FieldCollector(timestamps);
    this.#line = this.spansLines ? new JsonLine(keys, this.#fields) : new LogfmtLine(keys, this.#fields);
    this.#derived = new DerivedFields(definition, names);
    this.#required = definition.requires.length;
    this.#isTemplate = definition.messageIsTemplate;
    this.#names = names;
  }

  parse(bytes: Uint8Array, start: number, end: number, captures: Captures): boolean {
    captures.clear();
    const decodedLength = captures.decoded.length;
    if (this.#line.parse(bytes, start, end, captures) && this.#fields.requiredSeen >= this.#required) {
      this.#derived.apply(bytes, captures);
      if (this.#isTemplate) renderMessage(bytes, captures, this.#names);
      return true;
    }
    captures.decoded.length = decodedLength;
    return false;
  }
}
