import type { Sql } from "../sql.ts";

/** Statements that can each be repeated without harm, so that a migration cut short is simply run again. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly statements: readonly Sql[];
}
