import { encodeText } from "./text.ts";
import { type Level, type LevelCode, NO_LEVEL, codeOfLevel } from "./level.ts";

const WORDS: Record<Level, readonly string[]> = {
  FATAL: ["fatal", "emerg", "emergency", "alert", "crit", "critical", "panic", "dpanic", "ftl", "fatl"],
  ERROR: ["error", "err", "severe", "eror", "erro"],
  WARNING: ["warning", "warn", "wrn", "deprecation"],
  INFO: ["info", "notice", "information", "informational", "inf", "noti"],
  DEBUG: ["debug", "dbg", "fine", "config", "debg", "dbug"],
  TRACE: ["trace", "finer", "finest", "verbose", "trc", "trce", "vrb", "silly"],
};

const LONGEST_WORD = 13;
const SLOTS = 512;

interface LevelWord {
  readonly bytes: Uint8Array;
  readonly code: LevelCode;
}

const table = buildTable();

function buildTable(): (LevelWord | undefined)[] {
  const slots: (LevelWord | undefined)[] = Array.from({ length: SLOTS });
  for (const level of Object.keys(WORDS) as Level[]) {
    for (const word of WORDS[level]) {
      const bytes = encodeText(word);
      let slot = hashOfWord(bytes, 0, bytes.length);
      while (slots[slot] !== undefined) slot = (slot + 1) % SLOTS;
      slots[slot] = { bytes, code: codeOfLevel(level) };
    }
  }
  return slots;
}

function hashOfWord(bytes: Uint8Array, start: number, end: number): number {
  let hash = end - start;
  for (let at = start; at < end; at++) hash = (hash * 31 + (bytes[at] | 32)) & 0xffff;
  return hash % SLOTS;
}

/** The level that the word `[start, end)` names, whatever its case; {@link NO_LEVEL} if it names none. */
export function levelOfWord(bytes: Uint8Array, start: number, end: number): LevelCode {
  const length = end - start;
  if (length < 3 || length > LONGEST_WORD) return NO_LEVEL;
  let slot = hashOfWord(bytes, start, end);
  for (let word = table[slot]; word !== undefined; word = table[slot]) {
    if (equalsIgnoringCase(word.bytes, bytes, start, length)) return word.code;
    slot = (slot + 1) % SLOTS;
  }
  return NO_LEVEL;
}

function equalsIgnoringCase(lower: Uint8Array, bytes: Uint8Array, start: number, length: number): boolean {
  if (lower.length !== length) return false;
  for (let i = 0; i < length; i++) if (lower[i] !== (bytes[start + i] | 32)) return false;
  return true;
}

/** The level of a one-letter abbreviation as Android, glog and klog write it; {@link NO_LEVEL} if it is none. */
export function levelOfLetter(byte: number): LevelCode {
  switch (byte) {
    case 70: // F
    case 65: // A, Android's "assert"
      return codeOfLevel("FATAL");
    case 69: // E
      return codeOfLevel("ERROR");
    case 87: // W
      return codeOfLevel("WARNING");
    case 73: // I
      return codeOfLevel("INFO");
    case 68: // D
      return codeOfLevel("DEBUG");
    case 86: // V
    case 84: // T
      return codeOfLevel("TRACE");
    default:
      return NO_LEVEL;
  }
}

/** RFC 5424 §6.2.1: 0 emergency, 1 alert, 2 critical, 3 error, 4 warning, 5 notice, 6 informational, 7 debug. */
export function levelOfSyslogSeverity(severity: number): LevelCode {
  if (severity <= 2) return codeOfLevel("FATAL");
  if (severity === 3) return codeOfLevel("ERROR");
  if (severity === 4) return codeOfLevel("WARNING");
  return codeOfLevel(severity === 7 ? "DEBUG" : "INFO");
}

/** The numbers of pino and bunyan (10 trace … 60 fatal); below 10 they are syslog severities, as in GELF. */
export function levelOfNumber(value: number): LevelCode {
  if (!(value >= 0)) return NO_LEVEL;
  if (value < 8) return levelOfSyslogSeverity(value);
  if (value < 20) return codeOfLevel("TRACE");
  if (value < 30) return codeOfLevel("DEBUG");
  if (value < 40) return codeOfLevel("INFO");
  if (value < 50) return codeOfLevel("WARNING");
  return codeOfLevel(value < 60 ? "ERROR" : "FATAL");
}

/** OpenTelemetry's log data model, SeverityNumber: four numbers a level, from 1 for TRACE to 24 for FATAL. */
export function levelOfOtelSeverity(value: number): LevelCode {
  const levels = ["TRACE", "DEBUG", "INFO", "WARNING", "ERROR", "FATAL"] as const;
  const level = levels[Math.floor((value - 1) / 4)];
  return level === undefined ? NO_LEVEL : codeOfLevel(level);
}

/** An HTTP status as an equivalent of a level: 5xx ERROR, 4xx WARNING, otherwise INFO. */
export function levelOfHttpStatus(status: number): LevelCode {
  if (status >= 500) return codeOfLevel("ERROR");
  return codeOfLevel(status >= 400 ? "WARNING" : "INFO");
}
