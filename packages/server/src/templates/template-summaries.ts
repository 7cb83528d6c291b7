import type { ShapeCount, ShapeSpread } from "@faultline/storage";
import type { Template, TemplateItem } from "@faultline/contract";
import { isBefore, type TemplateScope } from "./template-scope.ts";

/** What the counts of its shapes say of a template. */
export interface TemplateSummary {
  readonly id: string;
  readonly shapes: readonly string[];
  readonly count: number;
  readonly firstSeen: string | null;
  readonly lastSeen: string | null;
  readonly isNew: boolean;
}

/** In the order of their most frequent shapes. A shape without a template is left out. */
export function summarizeTemplates(
  counts: readonly ShapeCount[],
  ids: ReadonlyMap<string, string>,
  { filter, hasOlder }: Pick<TemplateScope, "filter" | "hasOlder">,
): TemplateSummary[] {
  const members = new Map<string, ShapeCount[]>();
  for (const count of counts) {
    const id = ids.get(count.shape);
    if (id === undefined) continue;
    const known = members.get(id);
    if (known) known.push(count);
    else members.set(id, [count]);
  }
  return [...members].map(([id, own]) => {
    const firstOfAll = least(own.map((each) => each.firstOfAll));
    return {
      id,
      shapes: own.map(({ shape }) => shape),
      count: own.reduce((sum, { count }) => sum + count, 0),
      firstSeen: least(own.map((each) => each.firstSeen)),
      lastSeen: greatest(own.map((each) => each.lastSeen)),
      isNew: hasOlder && firstOfAll !== null && !isBefore(firstOfAll, filter.start!),
    };
  });
}

const MAX_SERVICES = 10;

/** How a template's entries spread, from how those of its shapes do. */
export function spreadOf(
  spread: readonly ShapeSpread[],
  grid: TemplateScope["grid"],
): Pick<Template, "levels" | "services"> & Pick<TemplateItem, "timeline"> {
  const timeline = Array.from({ length: grid?.buckets ?? 0 }, () => 0);
  for (const { buckets } of spread) {
    for (const { bucket, count } of buckets) if (bucket in timeline) timeline[bucket]! += count;
  }
  return {
    levels: sums(spread.flatMap((each) => each.levels.map(({ level, count }) => [level, count] as const))).map(
      ([level, count]) => ({ level, count }),
    ),
    services: sums(spread.flatMap((each) => each.services.map(({ service, count }) => [service, count] as const)))
      .slice(0, MAX_SERVICES)
      .map(([service, count]) => ({ service, count })),
    timeline,
  };
}

/** Counts of equal keys together, the greatest first. */
function sums<K>(counts: readonly (readonly [K, number])[]): [K, number][] {
  const found = new Map<K, number>();
  for (const [key, count] of counts) found.set(key, (found.get(key) ?? 0) + count);
  return [...found].toSorted(([, one], [, other]) => other - one);
}

function least(times: readonly (string | null)[]): string | null {
  return times.reduce((one, other) => (one === null || (other !== null && isBefore(other, one)) ? other : one), null);
}

function greatest(times: readonly (string | null)[]): string | null {
  return times.reduce((one, other) => (one === null || (other !== null && isBefore(one, other)) ? other : one), null);
}
