/** Severity levels, most severe first. A record that carries no level has none (`null`), never a guess. */
export const LEVELS = ["FATAL", "ERROR", "WARNING", "INFO", "DEBUG", "TRACE"] as const;

export type Level = (typeof LEVELS)[number];

/** The code of a level in a column: 0 is "no level", otherwise 1 + the index in {@link LEVELS}. */
export type LevelCode = 0 | 1 | 2 | 3 | 4 | 5 | 6;

export const NO_LEVEL = 0;

export function levelOfCode(code: number): Level | null {
  return LEVELS[code - 1] ?? null;
}

export function codeOfLevel(level: Level): LevelCode {
  return (LEVELS.indexOf(level) + 1) as LevelCode;
}
