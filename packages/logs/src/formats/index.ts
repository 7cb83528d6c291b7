import { z } from "zod";
import { type FormatDefinition, formatDefinition } from "./format-definition.ts";
import { type CompiledFormats, compileFormats } from "./line-format.ts";
import { PROGRAM_FORMATS } from "./program-formats.ts";
import { SYSTEM_FORMATS } from "./system-formats.ts";
import { WEB_FORMATS } from "./web-formats.ts";

/** Every format the product knows; throws a ZodError that names the field if a definition is wrong. */
export const FORMATS: readonly FormatDefinition[] = z
  .array(formatDefinition)
  .parse([...WEB_FORMATS, ...PROGRAM_FORMATS, ...SYSTEM_FORMATS]);

let compiled: CompiledFormats | undefined;

/** All formats compiled: once per process, at the first reader. */
export function standardFormats(): CompiledFormats {
  compiled ??= compileFormats(FORMATS);
  return compiled;
}
