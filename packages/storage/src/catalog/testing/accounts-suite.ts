import { describe, expect, it } from "vitest";
import { AlreadyTakenError, type User } from "../catalog.ts";
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
