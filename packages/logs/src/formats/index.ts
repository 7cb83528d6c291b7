import { z } from "zod";
import access from "./access.json" with { type: "json" };
import androidLogcatBrief from "./android-logcat-brief.json" with { type: "json" };
import androidLogcat from "./android-logcat.json" with { type: "json" };
import apacheError from "./apache-error.json" with { type: "json" };
import app from "./app.json" with { type: "json" };
import bunyan from "./bunyan.json" with { type: "json" };
import { type FormatDefinition, formatDefinition } from "./format-definition.ts";
import json from "./json.json" with { type: "json" };
import klog from "./klog.json" with { type: "json" };
import { type CompiledFormats, compileFormats } from "./line-format.ts";
import log4j from "./log4j.json" with { type: "json" };
import logfmt from "./logfmt.json" with { type: "json" };
import nginxError from "./nginx-error.json" with { type: "json" };
import pino from "./pino.json" with { type: "json" };
import plain from "./plain.json" with { type: "json" };
import pythonLoggingBasic from "./python-logging-basic.json" with { type: "json" };
import pythonLogging from "./python-logging.json" with { type: "json" };
import syslogRfc3164 from "./syslog-rfc3164.json" with { type: "json" };
import syslogRfc5424 from "./syslog-rfc5424.json" with { type: "json" };

/** Every format the product knows; throws a ZodError that names the field if a definition is wrong. */
export const FORMATS: readonly FormatDefinition[] = z
  .array(formatDefinition)
  .parse([
    access,
    androidLogcat,
    androidLogcatBrief,
    apacheError,
    app,
    bunyan,
    json,
    klog,
    log4j,
    logfmt,
    nginxError,
    pino,
    plain,
    pythonLogging,
    pythonLoggingBasic,
    syslogRfc3164,
    syslogRfc5424,
  ]);

let compiled: CompiledFormats | undefined;

/** All formats compiled: once per process, at the first reader. */
export function standardFormats(): CompiledFormats {
  compiled ??= compileFormats(FORMATS);
  return compiled;
}
