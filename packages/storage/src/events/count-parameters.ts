import type { EventEngine } from "./event-engine.ts";
import type { EntryFilter, ParameterSummary } from "./event-store.ts";
import { newestConditions } from "./newest-conditions.ts";
import { arrayOf, sql, text, uint32 } from "./sql.ts";
import { countWildcards, patternOfTemplate } from "./template-pattern.ts";

/** A regular expression takes more than a microsecond of each; how the values are spread, fewer tell as well. */
const MOST_ENTRIES = 100_000;
const MOST_PARAMETERS = 20;
/** A template is of so much of a message. */
const MOST_CHARACTERS = 4096;

/** Values in the place of the wildcards of a template, in the newest entries that match. */
export async function countParameters(
  engine: EventEngine,
  filter: EntryFilter,
  template: string,
): Promise<ParameterSummary> {
  const wildcards = Math.min(countWildcards(template), MOST_PARAMETERS);
  if (wildcards === 0) return { parameters: [], countedEntries: 0, isApproximate: false };
  const { conditions, isAll } = await newestConditions(engine, filter, MOST_ENTRIES);
  // Metwally et al. (2005): exact while there are no more values than places, and bound in memory if there are.
  const counts = Array.from({ length: wildcards }, (_, i) => {
    const value = sql`leftUTF8(groups[${uint32(i + 1)}], 256)`;
    return sql`(arrayMap(found -> (found.1, found.2), approx_top_count(20, 10000)(${value})), uniq(${value}))`;
  });
  const [row] = await engine.select<ParameterRow>(sql`
    SELECT count() AS counted, ${arrayOf(counts)} AS parameters
    FROM (
      SELECT extractGroups(leftUTF8(message, ${uint32(MOST_CHARACTERS)}), ${text(patternOfTemplate(template))}) AS groups
      FROM entries
      WHERE ${conditions}
    )
    WHERE notEmpty(groups)`);
  return {
    parameters: (row?.parameters ?? []).map(([values, distinct]) => ({
      values: values.map(([value, count]) => ({ value, count })),
      distinct,
    })),
    countedEntries: row?.counted ?? 0,
    isApproximate: !isAll,
  };
}

interface ParameterRow {
  counted: number;
  parameters: [[string, number][], number][];
}
