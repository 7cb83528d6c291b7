import app from "./app.json" with { type: "json" };
import bunyan from "./bunyan.json" with { type: "json" };
import json from "./json.json" with { type: "json" };
import log4j from "./log4j.json" with { type: "json" };
import logfmt from "./logfmt.json" with { type: "json" };
import pino from "./pino.json" with { type: "json" };
import plain from "./plain.json" with { type: "json" };
import pythonLogging from "./python-logging.json" with { type: "json" };
import pythonLoggingBasic from "./python-logging-basic.json" with { type: "json" };

/** Definitions of the formats of databases, languages and frameworks, and the formats that anything may be written in. */
export const PROGRAM_FORMATS: readonly unknown[] = [
  app,
  bunyan,
  json,
  log4j,
  logfmt,
  pino,
  plain,
  pythonLogging,
  pythonLoggingBasic,
];
