import { eq, sql } from "drizzle-orm";
import { AlreadyTakenError, type NewUser, type User, type UserStore } from "./catalog.ts";
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
        await transaction.execute(sql`LOCK TABLE ${users} IN SHARE ROW EXCLUSIVE MODE`);
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
  };
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
