import { and, asc, eq } from "drizzle-orm";
import { type Database, hasId, violatedUniqueConstraint } from "./database.ts";
import { savedSearches } from "./schema.ts";
import type { SearchStore } from "./search-store.ts";

export function searchStore(database: Database): SearchStore {
  return {
    listOf: (userId) =>
      database.select().from(savedSearches).where(eq(savedSearches.userId, userId)).orderBy(asc(savedSearches.name)),
    async save({ userId, name, query, filters }, most) {
      return database.transaction(async (transaction) => {
        const isOwn = eq(savedSearches.userId, userId);
        const [replaced] = await transaction
          .update(savedSearches)
          .set({ query, filters })
          .where(and(isOwn, eq(savedSearches.name, name)))
          .returning();
        if (replaced) return replaced;
        if ((await transaction.$count(savedSearches, isOwn)) >= most) return null;
        const [saved] = await transaction
          .insert(savedSearches)
          .values({ userId, name, query, filters })
          .onConflictDoUpdate({ target: [savedSearches.userId, savedSearches.name], set: { query, filters } })
          .returning();
        return saved ?? null;
      });
    },
    async rename(id, userId, name) {
      try {
        const [renamed] = await database
          .update(savedSearches)
          .set({ name })
          .where(and(hasId(savedSearches.id, id), eq(savedSearches.userId, userId)))
          .returning();
        return renamed ?? null;
      } catch (error) {
        if (violatedUniqueConstraint(error) === undefined) throw error;
        return "taken";
      }
    },
    async delete(id, userId) {
      const deleted = await database
        .delete(savedSearches)
        .where(and(hasId(savedSearches.id, id), eq(savedSearches.userId, userId)))
        .returning({ id: savedSearches.id });
      return deleted.length > 0;
    },
  };
}
