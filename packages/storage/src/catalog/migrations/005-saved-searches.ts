import type { Migration } from "./migration.ts";

/** Queries of the log explorer that users keep. */
export const savedSearches: Migration = {
  version: 5,
  name: "saved-searches",
  statements: [
    `CREATE TABLE "saved_searches" (
      "id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      "user_id" integer NOT NULL,
      "name" text NOT NULL,
      "query" text NOT NULL,
      "filters" text NOT NULL,
      "created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
      CONSTRAINT "saved_searches_name" UNIQUE("user_id","name")
    )`,
    `ALTER TABLE "saved_searches" ADD CONSTRAINT "saved_searches_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE cascade`,
  ],
};
