import { z } from "zod";
import app from "./app.json" with { type: "json" };
import { type FormatDefinition, formatDefinition } from "./format-definition.ts";
import json from "./json.json" with { type: "json" };
import { type CompiledFormats, compileFormats } from "./line-format.ts";
import syslogRfc3164 from "./syslog-rfc3164.json" with { type: "json" };
import syslogRfc5424 from "./syslog-rfc5424.json" with { type: "json" };

/** Every format the product knows; throws a ZodError that names the field if a definition is wrong. */
export const FORMATS: readonly FormatDefinition[] = z
  .array(formatDefinition)
  .parse([app, json, syslogRfc3164, syslogRfc5424]);

let compiled: CompiledFormats | undefined;

export function standardFormats(): CompiledFormats {
  compiled ??= compileFormats(FORMATS);
  return compiled;
}
