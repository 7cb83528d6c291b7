/** A query of the log explorer that a user keeps. */
export interface SavedSearch {
  readonly id: number;
  readonly userId: number;
  readonly name: string;
  readonly query: string;
  /** What else the page was set to; opaque here. */
  readonly filters: string;
  readonly createdAt: Date;
}

export interface SearchStore {
  /** By name. */
  listOf(userId: number): Promise<SavedSearch[]>;
  /** Replaces the user's search of the same name; null, and nothing saved, if the user has `most` others already. */
  save(search: Omit<SavedSearch, "id" | "createdAt">, most: number): Promise<SavedSearch | null>;
  /** "taken" if another search of the user has the name already; null if the user has no such search. */
  rename(id: number, userId: number, name: string): Promise<SavedSearch | "taken" | null>;
  /** False if the user has no such search. */
  delete(id: number, userId: number): Promise<boolean>;
}
