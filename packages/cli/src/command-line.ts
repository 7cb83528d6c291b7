import { parseArgs, type ParseArgsConfig } from "node:util";
import { type Topic, USAGE } from "./usage.ts";

export interface ParseOptions {
  readonly paths: readonly string[];
  readonly json: boolean;
  readonly raw: boolean;
  readonly timeZone: string | undefined;
  readonly formatsDirectory: string | undefined;
}

export interface AnalyzeOptions {
  readonly paths: readonly string[];
  readonly json: boolean;
  /** The share of windows to flag. */
  readonly contamination: number | undefined;
  readonly windowMinutes: number | undefined;
  readonly timeZone: string | undefined;
  readonly formatsDirectory: string | undefined;
}

export interface IngestOptions {
  readonly paths: readonly string[];
  readonly server: string;
  readonly apiKey: string | undefined;
  readonly timeZone: string | undefined;
  readonly source: string | undefined;
  readonly environment: string | undefined;
  readonly allowDuplicate: boolean;
}

export type Command =
  | { readonly name: "help"; readonly topic: Topic }
  | { readonly name: "version" }
  | { readonly name: "serve"; readonly paths: readonly string[] }
  | ({ readonly name: "parse" } & ParseOptions)
  | ({ readonly name: "analyze" } & AnalyzeOptions)
  | ({ readonly name: "ingest" } & IngestOptions)
  | { readonly name: "formats"; readonly json: boolean; readonly formatsDirectory: string | undefined }
  | { readonly name: "test-format"; readonly definition: string; readonly lines: string | undefined };

export class UsageError extends Error {
  readonly code = "usage";
  constructor(problem: string, topic: Topic) {
    super(`${problem}\n\n${USAGE[topic]}`);
  }
}

export const DEFAULT_SERVER = "http://127.0.0.1:8000";

const TEXT = { type: "string" } as const;
const FLAG = { type: "boolean" } as const;

type Options = NonNullable<ParseArgsConfig["options"]>;
interface Given {
  readonly paths: readonly string[];
  text(option: string): string | undefined;
  flag(option: string): boolean;
}

const COMMANDS: Record<Exclude<Topic, "all">, { options: Options; read: (given: Given) => Command }> = {
  serve: { options: {}, read: ({ paths }) => ({ name: "serve", paths }) },
  parse: {
    options: { json: FLAG, raw: FLAG, "time-zone": TEXT, formats: TEXT },
    read: ({ paths, text, flag }) => ({
      name: "parse",
      paths: required(paths, "parse"),
      json: flag("json"),
      raw: flag("raw"),
      timeZone: text("time-zone"),
      formatsDirectory: text("formats"),
    }),
  },
  analyze: {
    options: { json: FLAG, contamination: TEXT, window: TEXT, "time-zone": TEXT, formats: TEXT },
    read: ({ paths, text, flag }) => ({
      name: "analyze",
      paths: required(paths, "analyze"),
      json: flag("json"),
      contamination: numberWithin(text("contamination"), {
        option: "contamination",
        is: (value) => value > 0 && value <= 0.5,
        must: "above 0 and at most 0.5",
      }),
      windowMinutes: numberWithin(text("window"), {
        option: "window",
        is: (value) => Number.isInteger(value) && value >= 1 && value <= MINUTES_OF_A_DAY,
        must: "whole minutes, at most a day of them",
      }),
      timeZone: text("time-zone"),
      formatsDirectory: text("formats"),
    }),
  },
  ingest: {
    options: {
      server: TEXT,
      "api-key": TEXT,
      "time-zone": TEXT,
      source: TEXT,
      environment: TEXT,
      "allow-duplicate": FLAG,
    },
    read: ({ paths, text, flag }) => ({
      name: "ingest",
      paths: required(paths, "ingest"),
      server: serverUrl(text("server") ?? DEFAULT_SERVER),
      apiKey: text("api-key"),
      timeZone: text("time-zone"),
      source: text("source"),
      environment: text("environment"),
      allowDuplicate: flag("allow-duplicate"),
    }),
  },
  formats: {
    options: { json: FLAG, formats: TEXT },
    read: ({ paths, text, flag }) => {
      const [action, definition, lines] = paths;
      if (action === undefined) return { name: "formats", json: flag("json"), formatsDirectory: text("formats") };
      if (action !== "test") throw new UsageError(`formats has no "${action}".`, "formats");
      if (definition === undefined) throw new UsageError("formats test needs the file of a format.", "formats");
      return { name: "test-format", definition, lines };
    },
  },
};

/** @throws UsageError */
export function parseCommandLine(args: readonly string[]): Command {
  const [first, ...rest] = args;
  if (first === undefined || first === "-h" || first === "--help") return { name: "help", topic: "all" };
  if (first === "-v" || first === "--version") return { name: "version" };
  if (first === "help") return { name: "help", topic: isTopic(rest[0]) ? rest[0] : "all" };
  if (!isTopic(first)) throw new UsageError(`There is no command "${first}".`, "all");
  const { options, read } = COMMANDS[first];
  const { values, positionals } = parseStrictly(rest, options, first);
  if (values["help"]) return { name: "help", topic: first };
  return read({
    paths: positionals,
    text: (option) => values[option] as string | undefined,
    flag: (option) => values[option] === true,
  });
}

function isTopic(text: string | undefined): text is Exclude<Topic, "all"> {
  return text !== undefined && Object.hasOwn(COMMANDS, text);
}

type Values = Readonly<Record<string, unknown>>;

function parseStrictly(
  args: readonly string[],
  options: Options,
  topic: Topic,
): { values: Values; positionals: string[] } {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { ...options, help: { type: "boolean", short: "h" } },
    });
  } catch (error) {
    throw new UsageError((error as Error).message, topic);
  }
}

function required(paths: readonly string[], topic: Topic): readonly string[] {
  if (paths.length === 0) throw new UsageError(`${topic} needs at least one file or folder.`, topic);
  return paths;
}

const MINUTES_OF_A_DAY = 1440;

interface NumberOption {
  readonly option: string;
  readonly is: (value: number) => boolean;
  readonly must: string;
}

function numberWithin(text: string | undefined, { option, is, must }: NumberOption): number | undefined {
  if (text === undefined) return undefined;
  const value = text.trim() === "" ? NaN : Number(text);
  if (!is(value)) throw new UsageError(`--${option} must be ${must}, not "${text}".`, "analyze");
  return value;
}

function serverUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== "http:" && url?.protocol !== "https:")
    throw new UsageError(`--server must be a URL such as ${DEFAULT_SERVER}, not "${text}".`, "ingest");
  return url.href.replace(/\/+$/, "");
}
