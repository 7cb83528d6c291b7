import type { Migration } from "./migration.ts";

/** Templates of messages, and which shapes belong to each: a shape is given once and never moves. */
export const templates: Migration = {
  version: 6,
  name: "templates",
  statements: [
    `CREATE TABLE "templates" (
      "id" text PRIMARY KEY,
      "text" text NOT NULL,
      "founded_at" timestamp (3) with time zone DEFAULT now() NOT NULL
    )`,
    `CREATE TABLE "template_shapes" (
      "shape" text PRIMARY KEY,
      "template_id" text NOT NULL,
      "mask" text NOT NULL
    )`,
    `ALTER TABLE "template_shapes" ADD CONSTRAINT "template_shapes_template_id_templates_id_fk" FOREIGN KEY ("template_id") REFERENCES "templates"("id") ON DELETE cascade`,
    `CREATE INDEX "template_shapes_template" ON "template_shapes" ("template_id")`,
  ],
};
