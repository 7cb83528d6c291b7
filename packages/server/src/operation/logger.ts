import { type DestinationStream, type Logger, pino, stdTimeFunctions } from "pino";
import type { LogLevel } from "../config.ts";

const REDACTED = [
  "authorization",
  "cookie",
  "password",
  "passwordHash",
  "raw_key",
  "access_token",
  "setup_code",
].flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);

/** JSON lines, without secrets. */
export function createLogger(level: LogLevel, destination: DestinationStream): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: [...REDACTED, '["x-api-key"]', '*["x-api-key"]', '*["set-cookie"]', '*.*["x-api-key"]'],
        censor: "[redacted]",
      },
    },
    destination,
  );
}
