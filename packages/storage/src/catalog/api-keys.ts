import { and, desc, eq, getTableColumns } from "drizzle-orm";
import type { ApiKeyStore } from "./catalog.ts";
import { type Database, hasId, onlyRow } from "./database.ts";
import { apiKeys, users } from "./schema.ts";
import { userOf } from "./users.ts";

const { keyHash: _, ...visibleColumns } = getTableColumns(apiKeys);

export function apiKeyStore(database: Database): ApiKeyStore {
  return {
    async create({ userId, name, keyPrefix, keyHash }) {
      return onlyRow(
        await database.insert(apiKeys).values({ userId, name, keyPrefix, keyHash }).returning(visibleColumns),
      );
    },
    listOf: (userId) =>
      database.select(visibleColumns).from(apiKeys).where(eq(apiKeys.userId, userId)).orderBy(desc(apiKeys.id)),
    async revoke(id, userId) {
      const revoked = await database
        .update(apiKeys)
        .set({ isActive: false })
        .where(and(hasId(apiKeys.id, id), eq(apiKeys.userId, userId)))
        .returning({ id: apiKeys.id });
      return revoked.length > 0;
    },
    async findOwner(keyHash) {
      const [row] = await database
        .select({ user: users })
        .from(apiKeys)
        .innerJoin(users, eq(users.id, apiKeys.userId))
        .where(and(eq(apiKeys.keyHash, keyHash), eq(apiKeys.isActive, true), eq(users.isActive, true)));
      return row === undefined ? null : userOf(row.user);
    },
  };
}
