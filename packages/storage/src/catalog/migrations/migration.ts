/** Statements that run once, in one transaction with the note that they ran. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly statements: readonly string[];
}
