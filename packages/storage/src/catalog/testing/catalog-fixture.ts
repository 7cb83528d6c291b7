import { afterAll, beforeAll } from "vitest";
import type { Catalog } from "../catalog.ts";

export const PAGE = { offset: 0, limit: 50 };

/** One catalog for all tests of a suite. */
export interface CatalogFixture {
  readonly catalog: Catalog;
  reopen(): Promise<void>;
}

export function useCatalog(open: () => Promise<Catalog>): CatalogFixture {
  let catalog: Catalog;
  const start = async () => {
    catalog = await open();
    // Two processes may start at the same time.
    await Promise.all([catalog.migrate(), catalog.migrate()]);
  };
  beforeAll(start);
  afterAll(() => catalog.close());
  return {
    get catalog() {
      return catalog;
    },
    async reopen() {
      await catalog.close();
      await start();
    },
  };
}
