import type { FieldTest } from "@faultline/logs";
import type { EventEngine } from "./event-engine.ts";
import { textCondition } from "./query-conditions.ts";
import { sql, text, texts } from "./sql.ts";
import { InvalidRegexError } from "./event-store-errors.ts";

/** What the engine has against a regular expression; null if it takes it. */
export async function problemOfRegex(engine: EventEngine, regex: string): Promise<string | null> {
  try {
    await engine.select(sql`SELECT match('', ${text(regex)})`);
    return null;
  } catch (error) {
    if (error instanceof InvalidRegexError) return error.reason;
    throw error;
  }
}

/** Those of the texts that a field with this test may have, so that texts are compared as entries are. */
export async function fittingTexts(
  engine: EventEngine,
  candidates: readonly string[],
  test: FieldTest,
): Promise<string[]> {
  if (candidates.length === 0) return [];
  const rows = await engine.select<{ candidate: string }>(sql`
    SELECT candidate FROM (SELECT arrayJoin(${texts(candidates)}) AS candidate)
    WHERE ${textCondition(sql`candidate`, test)}`);
  return rows.map(({ candidate }) => candidate);
}
