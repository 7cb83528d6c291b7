import { describe, expect, it } from "vitest";
import { AlreadyTakenError, LastAdminError, type User } from "../catalog.ts";
import type { CatalogFixture } from "./catalog-fixture.ts";

/** Users and their API keys. */
export function describeAccounts(fixture: CatalogFixture): void {
  let admin: User;

  describe("Users", () => {
    const ada = { username: "Ada", email: "Ada@example.org", role: "admin", passwordHash: "$argon2id$1" } as const;

    it("creates the first user once, however many ask at the same time", async () => {
      const created = await Promise.all(
        ["Ada", "Bea", "Cid"].map((username) => fixture.catalog.users.createFirst({ ...ada, username, email: null })),
      );
      const first = created.filter((user) => user !== null);
      expect(first).toHaveLength(1);
      expect(await fixture.catalog.users.count()).toBe(1);
      admin = first[0]!;
      expect(admin).toMatchObject({ role: "admin", isActive: true, tokenVersion: 0, passwordHash: "$argon2id$1" });
    });

    it("finds a user by id, and by name in any case", async () => {
      const user = await fixture.catalog.users.create({ ...ada, username: "Émilie", email: "emilie@example.org" });
      expect(Object.keys(user).sort()).toEqual(
        ["createdAt", "email", "id", "isActive", "passwordHash", "role", "tokenVersion", "username"].sort(),
      );
      expect(user.createdAt).toBeInstanceOf(Date);
      expect(await fixture.catalog.users.findById(user.id)).toEqual(user);
      expect(await fixture.catalog.users.findByUsername("ÉMILIE")).toEqual(user);
      expect(await fixture.catalog.users.findByUsername("Emilie")).toBeNull();
      expect(await fixture.catalog.users.findById(user.id + 1000)).toBeNull();
      expect(await fixture.catalog.users.findById(2 ** 40)).toBeNull();
    });

    it("refuses a name or an address that differs in case only, and says which", async () => {
      await fixture.catalog.users.create({ ...ada, username: "Grace", email: "grace@example.org" });
      const sameName = fixture.catalog.users.create({ ...ada, username: "gRACE", email: null });
      await expect(sameName).rejects.toThrow(AlreadyTakenError);
      await expect(sameName).rejects.toMatchObject({ code: "already_taken", field: "username" });
      const sameEmail = fixture.catalog.users.create({ ...ada, username: "Hopper", email: "GRACE@example.org" });
      await expect(sameEmail).rejects.toMatchObject({ code: "already_taken", field: "email" });
      await fixture.catalog.users.create({ ...ada, username: "no address", email: null });
      await fixture.catalog.users.create({ ...ada, username: "no address either", email: null });
    });

    it("lists all of them in the order they were created, a page at a time", async () => {
      const { items, total } = await fixture.catalog.users.list({ offset: 0, limit: 50 });
      expect(items[0]).toEqual(admin);
      expect(items).toHaveLength(total);
      expect(total).toBe(await fixture.catalog.users.count());
      expect(await fixture.catalog.users.list({ offset: 1, limit: 2 })).toEqual({ items: items.slice(1, 3), total });
    });

    it("changes a role and nothing else of a user", async () => {
      const { users } = fixture.catalog;
      const { id } = await users.create({ ...ada, username: "Joan", email: null, role: "viewer" });
      const user = (await users.findById(id))!;
      expect(await users.update(user.id, { role: "admin" })).toEqual({ ...user, role: "admin" });
      expect(await users.update(user.id, {})).toEqual({ ...user, role: "admin" });
      expect(await users.update(user.id + 1000, { role: "admin" })).toBeNull();
    });

    it("ends the sessions of whoever is disabled or gets another password", async () => {
      const { users } = fixture.catalog;
      const user = await users.create({ ...ada, username: "Karen", email: null, role: "viewer" });
      const stored = () => users.findById(user.id);
      expect(await stored()).toEqual(user);
      expect(await users.update(user.id, { isActive: false })).toEqual({ ...user, isActive: false, tokenVersion: 1 });
      expect(await stored()).toMatchObject({ isActive: false, tokenVersion: 1 });
      expect(await users.update(user.id, { isActive: true })).toEqual({ ...user, tokenVersion: 1 });
      expect(await users.setPassword(user.id, "$argon2id$2")).toMatchObject({
        passwordHash: "$argon2id$2",
        tokenVersion: 2,
      });
      expect(await stored()).toMatchObject({ isActive: true, tokenVersion: 2 });
      expect(await users.setPassword(2 ** 40, "$argon2id$2")).toBeNull();
    });

    it("keeps an active admin, even where two would go at the same time", async () => {
      const { users } = fixture.catalog;
      const admins = (await users.list({ offset: 0, limit: 50 })).items.filter(({ role }) => role === "admin");
      const leaving = await Promise.allSettled(
        admins.map(({ id }, i) => users.update(id, i % 2 === 0 ? { role: "viewer" } : { isActive: false })),
      );
      const refused = leaving.filter((each) => each.status === "rejected");
      expect(refused).toHaveLength(1);
      expect(refused[0]!.reason).toBeInstanceOf(LastAdminError);
      for (const { id } of admins) await users.update(id, { role: "admin", isActive: true });
      admin = (await users.findById(admin.id))!;
    });
  });

  describe("API keys", () => {
    it("tells whose key it is until it is revoked, and lists it still", async () => {
      const key = await fixture.catalog.apiKeys.create({
        userId: admin.id,
        name: "ci",
        keyPrefix: "abcdefgh",
        keyHash: "hash-1",
      });
      expect(key).toMatchObject({ userId: admin.id, name: "ci", keyPrefix: "abcdefgh", isActive: true });
      expect(key).not.toHaveProperty("keyHash");
      expect(await fixture.catalog.apiKeys.findOwner("hash-1")).toEqual(admin);
      expect(await fixture.catalog.apiKeys.findOwner("hash-2")).toBeNull();
      expect(await fixture.catalog.apiKeys.revoke(key.id, admin.id + 1)).toBe(false);
      expect(await fixture.catalog.apiKeys.revoke(2 ** 40, admin.id)).toBe(false);
      expect(await fixture.catalog.apiKeys.findOwner("hash-1")).toEqual(admin);
      expect(await fixture.catalog.apiKeys.revoke(key.id, admin.id)).toBe(true);
      expect(await fixture.catalog.apiKeys.findOwner("hash-1")).toBeNull();
      expect(await fixture.catalog.apiKeys.listOf(admin.id)).toEqual([{ ...key, isActive: false }]);
      expect(await fixture.catalog.apiKeys.listOf(admin.id + 1)).toEqual([]);
    });
  });
}
