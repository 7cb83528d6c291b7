import type { Facet } from "@faultline/contract";
import { LEVELS } from "@faultline/logs";
import { isSameValue, type FieldChoice, type FieldValue } from "./query-edit.ts";

export const STANDARD_FACETS = ["level", "service", "host", "file", "format"] as const;
/** Fields that are no attributes and can be added beside them. */
export const OTHER_FACETS = ["parse", "environment", "source", "trace"] as const;
/** With the standard ones as many as the API counts at once. */
export const MOST_ADDED_FACETS = 7;

/** A value of a facet; `count` is null where it was not counted, being beyond the most frequent. */
export interface FacetRow {
  readonly value: FieldValue;
  readonly count: number | null;
}

/**
 * The rows of a facet: levels from the gravest, all else from the most frequent, then that there is no value. What the
 * query says something of is always among them.
 */
export function facetRows(facet: Facet, { wanted, excluded }: FieldChoice): FacetRow[] {
  const counted: FacetRow[] =
    facet.field === "level"
      ? facet.values.toSorted((one, other) => rankOf(one.value) - rankOf(other.value))
      : [...facet.values];
  if (facet.missing > 0) counted.push({ value: null, count: facet.missing });
  const isThere = (value: FieldValue) => counted.some((row) => isSameValue(facet.field, row.value, value));
  const isAll = facet.distinct <= facet.values.length;
  const others = [...wanted, ...excluded].filter((value) => !isThere(value));
  return [...counted, ...others.map((value) => ({ value, count: isAll || value === null ? 0 : null }))];
}

/**
 * The values of a facet that have the text in them, and of those `found` beyond it the ones that begin so; the most
 * frequent first.
 */
export function matchingRows(facet: Facet, text: string, found: Facet["values"]): FacetRow[] {
  const wanted = text.toLowerCase();
  const known = facet.values.filter(({ value }) => value.toLowerCase().includes(wanted));
  const others = found.filter(
    ({ value }) =>
      value.toLowerCase().startsWith(wanted) && !known.some((row) => isSameValue(facet.field, row.value, value)),
  );
  return [...known, ...others].toSorted((one, other) => other.count - one.count);
}

function rankOf(level: string): number {
  return (LEVELS as readonly string[]).indexOf(level);
}
