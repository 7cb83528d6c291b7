import type { Migration } from "./migration.ts";

/** Files are told apart by their content, may be members of an archive, and may be read more than once. */
export const fileLifecycle: Migration = {
  version: 3,
  name: "file-lifecycle",
  statements: [
    `ALTER TABLE "log_files" ADD COLUMN "content_sha256" text`,
    `ALTER TABLE "log_files" ADD COLUMN "archive_id" integer`,
    `ALTER TABLE "log_files" ADD COLUMN "member_count" integer`,
    `ALTER TABLE "log_files" ADD COLUMN "time_zone" text`,
    `ALTER TABLE "log_files" ADD COLUMN "encoding" text`,
    `ALTER TABLE "log_files" ADD COLUMN "attempt" integer DEFAULT 0 NOT NULL`,
    `ALTER TABLE "log_files" ADD COLUMN "is_raw_in_records" boolean DEFAULT false NOT NULL`,
    // Until now the received bytes of a file were dropped once it was read.
    `UPDATE "log_files" SET "is_raw_in_records" = true WHERE "status" = 'processed'`,
    `ALTER TABLE "log_files" ADD CONSTRAINT "log_files_archive_id_log_files_id_fk" FOREIGN KEY ("archive_id") REFERENCES "log_files"("id") ON DELETE cascade`,
    `CREATE INDEX "log_files_content" ON "log_files" ("content_sha256")`,
    `CREATE INDEX "log_files_archive" ON "log_files" ("archive_id")`,
  ],
};
