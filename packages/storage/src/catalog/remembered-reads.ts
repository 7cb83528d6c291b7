import { rememberAnswers } from "../remembered-answers.ts";
import type { Catalog, FileStore, User, UserStore } from "./catalog.ts";

const MOST_USERS = 1000;

/**
 * The catalog, with what nearly every request asks read once: it holds until it is changed, and need not wait for what else
 * the catalog does. Only for a catalog that no other process changes.
 */
export function rememberReads(catalog: Catalog): Catalog {
  return { ...catalog, users: rememberUsers(catalog.users), files: rememberCount(catalog.files) };
}

function rememberUsers(store: UserStore): UserStore {
  const users = rememberAnswers<number, User | null>(MOST_USERS);
  return {
    ...store,
    create: (user) => users.changing(() => store.create(user)),
    createFirst: (user) => users.changing(() => store.createFirst(user)),
    update: (id, change) => users.changing(() => store.update(id, change)),
    setPassword: (id, passwordHash) => users.changing(() => store.setPassword(id, passwordHash)),
    findById: (id) => users.of(id, () => store.findById(id)),
  };
}

function rememberCount(store: FileStore): FileStore {
  const counts = rememberAnswers<"all", number>(1);
  return {
    ...store,
    create: (...file) => counts.changing(() => store.create(...file)),
    delete: (id) => counts.changing(() => store.delete(id)),
    count: () => counts.of("all", () => store.count()),
  };
}
