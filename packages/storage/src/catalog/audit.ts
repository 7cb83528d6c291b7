import type { AuditLog } from "./catalog.ts";
import type { Database } from "./database.ts";
import { auditEvents } from "./schema.ts";

export function auditLog(database: Database): AuditLog {
  return {
    async record({ action, userId, detail }) {
      await database.insert(auditEvents).values({ action, userId, detail });
    },
  };
}
