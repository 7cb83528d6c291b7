import { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import { pushSchema } from "drizzle-kit/api";
import { expect, it } from "vitest";
import { migrateCatalog } from "./migrate-catalog.ts";
import * as schema from "./schema.ts";

it("The migrations make the tables that schema.ts describes", async () => {
  const engine = new PGlite();
  const database = drizzle(engine);
  await migrateCatalog(database);
  await database.execute("DROP TABLE schema_migrations");
  const { statementsToExecute } = await pushSchema({ ...schema }, database as never);
  expect(statementsToExecute).toEqual([]);
  await engine.close();
});
