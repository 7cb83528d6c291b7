import { rememberAnswers } from "../remembered-answers.ts";
import type { User, UserStore } from "./catalog.ts";

const MOST_REMEMBERED = 1000;

/**
 * The store, with users that are read once and hold until one is changed: each request asks who it is from, and need not
 * wait for what else the catalog does. Only for a catalog that no other process changes.
 */
export function rememberUsers(store: UserStore): UserStore {
  const users = rememberAnswers<number, User | null>(MOST_REMEMBERED);
  return {
    ...store,
    create: (user) => users.changing(() => store.create(user)),
    createFirst: (user) => users.changing(() => store.createFirst(user)),
    update: (id, change) => users.changing(() => store.update(id, change)),
    setPassword: (id, passwordHash) => users.changing(() => store.setPassword(id, passwordHash)),
    findById: (id) => users.of(id, () => store.findById(id)),
  };
}
