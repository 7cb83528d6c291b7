import type { Facet } from "@faultline/contract";
import { LEVELS, PARSE_STATUSES, findSearchField, type SearchFieldName } from "@faultline/logs";
import type { EntryFilter, EventStore, FileOrigin, FileStore, ValueCount, ValueCounts } from "@faultline/storage";
import { ORIGINS } from "./query-resolution.ts";

interface Stores {
  readonly files: Pick<FileStore, "listOrigins">;
  readonly events: Pick<EventStore, "countValues" | "suggestValues">;
}

/** Values of these are not a few that one could choose from. */
const UNCOUNTED: ReadonlySet<string> = new Set([
  "message",
  "raw",
  "time",
  "line",
  "id",
  "cluster",
  "template",
] satisfies SearchFieldName[]);

/** Whether the values of a field can be counted and suggested. */
export function hasValues(field: string): boolean {
  return !UNCOUNTED.has(nameOf(field));
}

/** Facets in the order of `fields`, each of which {@link hasValues}, and what else was counted on the way. */
export async function countFacets(filter: EntryFilter, fields: readonly string[], limit: number, stores: Stores) {
  // What a file says is counted by file.
  const asked = fields.map((field) => (ORIGINS[nameOf(field)] ? "file_id" : field));
  const distinct = [...new Set(asked)];
  const [summary, origins] = await Promise.all([
    stores.events.countValues(filter, distinct),
    asked.includes("file_id") ? stores.files.listOrigins() : [],
  ]);
  const facets = fields.map((field, i): Facet => {
    const counts = summary.fields[distinct.indexOf(asked[i]!)]!;
    const textOf = ORIGINS[nameOf(field)];
    const named = textOf ? namedBy(counts, origins, textOf) : counts;
    return { field, values: named.values.slice(0, limit), distinct: named.distinct, missing: named.missing };
  });
  return { ...summary, facets };
}

/** Values that begin with `prefix`, in any case, by count. */
export async function suggestedValues(
  filter: EntryFilter,
  field: string,
  prefix: string,
  stores: Stores,
): Promise<readonly ValueCount[]> {
  const name = nameOf(field);
  if (ORIGINS[name]) {
    const { facets } = await countFacets(filter, [field], Infinity, stores);
    return facets[0]!.values.filter(({ value }) => value.toLowerCase().startsWith(prefix.toLowerCase()));
  }
  const found = await stores.events.suggestValues(filter, field, prefix);
  const known: readonly string[] = name === "level" ? LEVELS : name === "parse" ? PARSE_STATUSES : [];
  const others = known.filter(
    (value) => value.toLowerCase().startsWith(prefix.toLowerCase()) && !found.some((each) => each.value === value),
  );
  return [...found, ...others.map((value) => ({ value, count: 0 }))];
}

function namedBy(
  counts: ValueCounts,
  origins: readonly FileOrigin[],
  textOf: (file: FileOrigin) => string,
): Pick<ValueCounts, "values" | "distinct" | "missing"> {
  const texts = new Map(origins.map((file) => [String(file.id), textOf(file)]));
  const sums = new Map<string, number>();
  for (const { value: id, count } of counts.values) {
    const text = texts.get(id) ?? "";
    sums.set(text, (sums.get(text) ?? 0) + count);
  }
  const missing = sums.get("") ?? 0;
  sums.delete("");
  const values = [...sums]
    .map(([value, count]) => ({ value, count }))
    .toSorted((one, other) => other.count - one.count);
  return { values, distinct: values.length, missing };
}

function nameOf(field: string): string {
  return findSearchField(field)?.name ?? field;
}
