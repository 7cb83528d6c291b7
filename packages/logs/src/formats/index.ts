import { z } from "zod";
import { type FormatDefinition, formatDefinition } from "./format-definition.ts";
import { type FormatFile, readFormatFiles } from "./format-files.ts";
import { type CompiledFormats, compileFormats } from "./line-format.ts";
import { PROGRAM_FORMATS } from "./program-formats.ts";
import { SYSTEM_FORMATS } from "./system-formats.ts";
import { WEB_FORMATS } from "./web-formats.ts";

/** Every format the product knows; throws a ZodError that names the field if a definition is wrong. */
export const FORMATS: readonly FormatDefinition[] = z
  .array(formatDefinition)
  .parse([...WEB_FORMATS, ...PROGRAM_FORMATS, ...SYSTEM_FORMATS]);

export type FormatFamily = "web" | "program" | "system";

const FAMILY_ENDS = [WEB_FORMATS.length, WEB_FORMATS.length + PROGRAM_FORMATS.length];

/** The names of the formats that the product knows, what they are, and whose: of servers, of programs, of systems. */
export function listFormats(): { name: string; title: string; family: FormatFamily }[] {
  return FORMATS.map(({ name, title }, at) => {
    const family = at < FAMILY_ENDS[0]! ? "web" : at < FAMILY_ENDS[1]! ? "program" : "system";
    return { name, title, family };
  });
}

/** Formats that a reader recognises; what is in it is the reader's business. Compile once, use for all readers. */
export type LogFormats = CompiledFormats;

let compiled: CompiledFormats | undefined;

/** The formats the product knows, compiled at the first call. */
export function standardFormats(): LogFormats {
  compiled ??= compileFormats(FORMATS);
  return compiled;
}

/**
 * The formats of a user's files and those the product knows. A user's format replaces the one of the same name, and is
 * preferred to one that reads a line as well. Throws a FormatFilesError that lists what is wrong in which file.
 */
export function loadFormats(files: readonly FormatFile[]): LogFormats {
  if (files.length === 0) return standardFormats();
  const own = readFormatFiles(files);
  const names = new Set(own.map((definition) => definition.name));
  return compileFormats([...own, ...FORMATS.filter((definition) => !names.has(definition.name))]);
}
