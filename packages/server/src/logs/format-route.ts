import { formatList } from "@faultline/contract";
import { listFormats } from "@faultline/logs";
import type { Access } from "../http/access.ts";
import { ANY_CREDENTIAL, problems } from "../http/documentation.ts";
import type { HttpApp } from "../http/http-app.ts";
import type { UserFormats } from "../ingestion/user-formats.ts";

interface Services {
  readonly access: Access;
  readonly formats: UserFormats;
}

export function addFormatRoute(app: HttpApp, { access, formats }: Services): void {
  app.get(
    "/logs/formats",
    {
      schema: {
        tags: ["logs"],
        security: ANY_CREDENTIAL,
        summary: "The formats that are recognised, those of the user first",
        response: { 200: formatList, ...problems(401) },
      },
      onRequest: access.signedIn,
    },
    async () => {
      const own = formats.formats.map(({ name, title }) => ({ name, title, family: "user" as const }));
      const replaced = new Set(own.map(({ name }) => name));
      const known = listFormats().filter(({ name }) => !replaced.has(name));
      return { items: [...own, ...known], problems: [...formats.problems] };
    },
  );
}
