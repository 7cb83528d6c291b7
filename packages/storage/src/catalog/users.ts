import { and, asc, eq, sql } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import { AlreadyTakenError, LastAdminError, type NewUser, type User, type UserStore } from "./catalog.ts";
import { type Database, hasId, onlyRow, violatedUniqueConstraint } from "./database.ts";
import { identifyingText } from "./identifying-text.ts";
import { users } from "./schema.ts";

export function userStore(database: Database): UserStore {
  return {
    count: () => database.$count(users),
    create: (user) => insertUser(database, user),
    createFirst: (user) =>
      database.transaction(async (transaction) => {
        // Two first visits at once must not both find the table empty.
        await transaction.execute(ONE_AT_A_TIME);
        return (await transaction.$count(users)) > 0 ? null : insertUser(transaction, user);
      }),
    async findById(id) {
      const [row] = await database.select().from(users).where(hasId(users.id, id));
      return row === undefined ? null : userOf(row);
    },
    async findByUsername(username) {
      const [row] = await database
        .select()
        .from(users)
        .where(eq(users.usernameKey, identifyingText(username)));
      return row === undefined ? null : userOf(row);
    },
    async list({ offset, limit }) {
      const rows = await database.select().from(users).orderBy(asc(users.id)).limit(limit).offset(offset);
      return { items: rows.map(userOf), total: await database.$count(users) };
    },
    update: (id, { role, isActive }) =>
      database.transaction(async (transaction) => {
        // Two admins who demote each other at once must not both succeed.
        await transaction.execute(ONE_AT_A_TIME);
        const user = await updateUser(transaction, id, {
          ...(role !== undefined && { role }),
          ...(isActive !== undefined && { isActive }),
          ...(isActive === false && NO_SESSION_LEFT),
        });
        const isActiveAdmin = and(eq(users.role, "admin"), eq(users.isActive, true));
        if (user && (await transaction.$count(users, isActiveAdmin)) === 0) throw new LastAdminError();
        return user;
      }),
    setPassword: (id, passwordHash) => updateUser(database, id, { passwordHash, ...NO_SESSION_LEFT }),
  };
}

const ONE_AT_A_TIME = sql`LOCK TABLE ${users} IN SHARE ROW EXCLUSIVE MODE`;
const NO_SESSION_LEFT = { tokenVersion: sql`${users.tokenVersion} + 1` };

async function updateUser(
  database: Database,
  id: number,
  change: PgUpdateSetSource<typeof users>,
): Promise<User | null> {
  // A statement that sets nothing is refused.
  const [row] = await database
    .update(users)
    .set({ role: sql`${users.role}`, ...change })
    .where(hasId(users.id, id))
    .returning();
  return row === undefined ? null : userOf(row);
}

/** A row of `users` without what only the database needs. */
export function userOf(row: typeof users.$inferSelect): User {
  const { usernameKey: _username, emailKey: _email, ...user } = row;
  return user;
}

async function insertUser(database: Database, user: NewUser): Promise<User> {
  const { username, email, role, passwordHash } = user;
  const keys = { usernameKey: identifyingText(username), emailKey: email === null ? null : identifyingText(email) };
  try {
    return userOf(
      onlyRow(
        await database
          .insert(users)
          .values({ username, email, role, passwordHash, ...keys })
          .returning(),
      ),
    );
  } catch (error) {
    const constraint = violatedUniqueConstraint(error);
    if (constraint === "users_username_key") throw new AlreadyTakenError("username");
    if (constraint === "users_email_key") throw new AlreadyTakenError("email");
    throw error;
  }
}
