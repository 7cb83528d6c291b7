import { health } from "@faultline/contract";
import type { HttpApp } from "../http/http-app.ts";

export function addHealthRoute(app: HttpApp, version: string): void {
  app.get(
    "/health",
    { schema: { tags: ["operation"], summary: "Whether the server answers", response: { 200: health } } },
    async () => ({ status: "ok" as const, version }),
  );
}
