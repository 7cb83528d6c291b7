import type { Level } from "@faultline/logs";
import "./level.css";

const SHORT: Record<Level, string> = {
  FATAL: "FATAL",
  ERROR: "ERROR",
  WARNING: "WARN",
  INFO: "INFO",
  DEBUG: "DEBUG",
  TRACE: "TRACE",
};

const NAMES: Record<Level, string> = {
  FATAL: "Fatal",
  ERROR: "Error",
  WARNING: "Warning",
  INFO: "Info",
  DEBUG: "Debug",
  TRACE: "Trace",
};

export function levelName(level: Level | null): string {
  return level ? NAMES[level] : "No level";
}

/** The token of a level's colour, without the dashes. */
export function levelToken(level: Level | null): string {
  return level ? level.toLowerCase() : "line-strong";
}

export function LevelLabel({ level }: { level: Level | null }) {
  return (
    <span className="level mono" data-level={level ?? "NONE"}>
      {level ? SHORT[level] : "—"}
    </span>
  );
}
