import { and, asc, eq, notExists, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Database } from "./database.ts";
import { templates, templateShapes } from "./schema.ts";
import type { TemplateStore } from "./template-store.ts";

/** So many at once hold up other statements of the embedded catalog by some ten milliseconds. */
const ROWS_PER_INSERT = 500;

const SHAPE_FIELDS = {
  shape: templateShapes.shape,
  templateId: templateShapes.templateId,
  mask: templateShapes.mask,
};

export function templateStore(database: Database): TemplateStore {
  return {
    async idsOf(shapes) {
      const rows = await database
        .select({ shape: templateShapes.shape, id: templateShapes.templateId })
        .from(templateShapes)
        .where(isOneOf(templateShapes.shape, shapes));
      return new Map(rows.map(({ shape, id }) => [shape, id]));
    },
    async textsOf(ids) {
      const rows = await database.select().from(templates).where(isOneOf(templates.id, ids));
      return new Map(rows.map(({ id, text }) => [id, text]));
    },
    shapesOf: (ids) =>
      database.select(SHAPE_FIELDS).from(templateShapes).where(isOneOf(templateShapes.templateId, ids)),
    countShapes: () => database.$count(templateShapes),
    listShapes: () =>
      database
        .select(SHAPE_FIELDS)
        .from(templateShapes)
        .innerJoin(templates, eq(templates.id, templateShapes.templateId))
        .orderBy(asc(templates.foundedAt), asc(templates.id)),
    async add(founded, shapes) {
      await database.transaction(async (transaction) => {
        // In one order, so that two nodes do not wait for each other.
        for (const part of inParts(founded.toSorted((a, b) => (a.id < b.id ? -1 : 1)))) {
          await transaction.insert(templates).values(part).onConflictDoNothing();
        }
        for (const part of inParts(shapes.toSorted((a, b) => (a.shape < b.shape ? -1 : 1)))) {
          await transaction.insert(templateShapes).values(part).onConflictDoNothing();
        }
      });
    },
    async remove(shapes) {
      await database.transaction(async (transaction) => {
        const removed = await transaction
          .delete(templateShapes)
          .where(isOneOf(templateShapes.shape, shapes))
          .returning({ id: templateShapes.templateId });
        const ids = [...new Set(removed.map(({ id }) => id))];
        const ownShapes = transaction.select().from(templateShapes).where(eq(templateShapes.templateId, templates.id));
        await transaction.delete(templates).where(and(isOneOf(templates.id, ids), notExists(ownShapes)));
      });
    },
    async setText({ id, text }, shapeCount) {
      const count = sql`(SELECT count(*) FROM ${templateShapes} WHERE ${templateShapes.templateId} = ${id})`;
      const changed = await database
        .update(templates)
        .set({ text })
        .where(and(eq(templates.id, id), sql`${count} = ${shapeCount}`))
        .returning({ id: templates.id });
      return changed.length > 0;
    },
  };
}

/** The values are one parameter, however many. */
function isOneOf(column: PgColumn, values: readonly string[]): SQL {
  return sql`${column} IN (SELECT json_array_elements_text(${JSON.stringify(values)}::json))`;
}

function inParts<T>(rows: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / ROWS_PER_INSERT) }, (_, part) =>
    rows.slice(part * ROWS_PER_INSERT, (part + 1) * ROWS_PER_INSERT),
  );
}
