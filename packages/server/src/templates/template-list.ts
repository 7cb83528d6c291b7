import type { listTemplatesQuery, TemplatePage } from "@faultline/contract";
import type { EventStore, ShapeSpread } from "@faultline/storage";
import type { z } from "zod";
import type { TemplateBook } from "./template-book.ts";
import { templateScope } from "./template-scope.ts";
import { spreadOf, summarizeTemplates, type TemplateSummary } from "./template-summaries.ts";

interface Sources {
  readonly events: Pick<EventStore, "findTimeRange" | "countShapes" | "spreadShapes">;
  readonly book: TemplateBook;
}

type ListQuery = z.output<typeof listTemplatesQuery>;

/** More than have a template of several; of others the rarest are left out. */
const MAX_COUNTED = 100_000;

/** A page of the templates that entries in the scope have. Those of new shapes are found on the way. */
export async function listTemplates(query: ListQuery, { events, book }: Sources): Promise<TemplatePage> {
  const scope = await templateScope(query, events);
  const counts = await events.countShapes(scope.filter, MAX_COUNTED);
  const shapes = counts.items.map(({ shape }) => shape);
  await book.learn(shapes);
  const ids = await book.idsOf(shapes);
  const all = summarizeTemplates(counts.items, ids, scope);
  const chosen = await choose(all, query, book);
  const { offset, limit } = query;
  const page = chosen.slice(offset, offset + limit);
  const spread = await spreadsOf(page, scope, events);
  const texts = await book.textsOf(page.map(({ id }) => id));
  return {
    items: page.map(({ id, shapes: own, count, firstSeen, lastSeen, isNew }) => ({
      id,
      text: texts.get(id) ?? "",
      count,
      share: count / counts.entries,
      first_seen: firstSeen,
      last_seen: lastSeen,
      is_new: isNew,
      ...spreadOf(
        own.flatMap((shape) => spread.get(shape) ?? []),
        scope.grid,
      ),
    })),
    total: chosen.length,
    offset,
    limit,
    entries: counts.entries,
    start: scope.grid?.start ?? null,
    bucket_seconds: scope.grid?.bucketSeconds ?? 60,
    is_complete: counts.isComplete && shapes.every((shape) => ids.has(shape)),
  };
}

async function choose(
  all: readonly TemplateSummary[],
  { q, new: isNew, sort }: ListQuery,
  book: TemplateBook,
): Promise<TemplateSummary[]> {
  const wanted = isNew === undefined ? all : all.filter((template) => template.isNew === isNew);
  if (q === undefined && sort !== "text") return wanted.toSorted(ORDERS[sort]);
  const texts = await book.textsOf(wanted.map(({ id }) => id));
  const textOf = ({ id }: TemplateSummary): string => texts.get(id) ?? "";
  const sought = q?.toLowerCase() ?? "";
  const found = wanted.filter((template) => textOf(template).toLowerCase().includes(sought));
  return found.toSorted(sort === "text" ? (one, other) => compare(textOf(one), textOf(other)) : ORDERS[sort]);
}

type Order = (one: TemplateSummary, other: TemplateSummary) => number;

const byId: Order = (one, other) => compare(one.id, other.id);
const ORDERS: Readonly<Record<Exclude<ListQuery["sort"], "text">, Order>> = {
  count: (one, other) => other.count - one.count || byId(one, other),
  rare: (one, other) => one.count - other.count || byId(one, other),
  first_seen: (one, other) => compare(other.firstSeen ?? "", one.firstSeen ?? "") || byId(one, other),
  last_seen: (one, other) => compare(other.lastSeen ?? "", one.lastSeen ?? "") || byId(one, other),
};

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

async function spreadsOf(
  page: readonly TemplateSummary[],
  { filter, grid }: Awaited<ReturnType<typeof templateScope>>,
  events: Pick<EventStore, "spreadShapes">,
): Promise<Map<string, ShapeSpread>> {
  const shapes = page.flatMap((template) => template.shapes);
  const anyGrid = grid ?? { start: "1970-01-01T00:00:00Z", bucketSeconds: 60 };
  return new Map((await events.spreadShapes(filter, shapes, anyGrid)).map((each) => [each.shape, each]));
}
