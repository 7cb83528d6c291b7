import type { Level } from "@faultline/logs";

// SGR parameters, chosen among the sixteen colours that every theme of a terminal has.
export const FAINT = "90";
export const BOLD = "1";
export const GOOD = "32";
export const BAD = "1;31";
export const ORIGIN = "35";

export const LEVEL_COLOURS: Record<Level, string> = {
  FATAL: "1;97;41",
  ERROR: "1;31",
  WARNING: "33",
  INFO: "36",
  DEBUG: "90",
  TRACE: "90",
};
