import type { ParameterKind } from "@faultline/contract";

/** Of which kind values are, the most telling kind first. */
const KINDS: readonly (readonly [ParameterKind, RegExp])[] = [
  ["number", /^[-+]?\d[\d,_]*(?:\.\d+)?%?$/],
  ["duration", /^[-+]?\d+(?:\.\d+)? ?(?:[nuµm]?s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?)$/i],
  ["size", /^\d+(?:\.\d+)? ?(?:[kmgtp]i?)?(?:b|bytes?)$/i],
  ["uuid", /^\{?[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\}?$/i],
  ["address", /^\[?(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]{0,4}(?::[\da-f]{0,4}){2,7})\]?(?:[:/]\d+)?$/i],
  ["time", /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.*)?$|^\d\d?:\d\d(?::\d\d(?:[.,]\d+)?)?$/],
  ["url", /^[a-z][a-z\d+.-]*:\/\/\S+$/i],
  ["email", /^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/],
  ["path", /^(?:~?\/|[a-z]:\\|\.\.?\/)\S*$/i],
  ["hex", /^(?:0x[\da-f]+|(?=[^\d]*\d)[\da-f]{6,})$/i],
];
/** So large a share of the entries tells the kind: some may have no value, or one that is cut. */
const SHARE = 0.9;

/** What nearly all of the entries have, by their most frequent values; `text` if that is nothing in particular. */
export function kindOfValues(values: readonly { readonly value: string; readonly count: number }[]): ParameterKind {
  const all = values.reduce((sum, { count }) => sum + count, 0);
  const kind = KINDS.find(([, pattern]) => {
    const fitting = values.reduce((sum, { value, count }) => sum + (pattern.test(value) ? count : 0), 0);
    return all > 0 && fitting >= SHARE * all;
  });
  return kind ? kind[0] : "text";
}
