import {
  createSearchRequest,
  idParams,
  renameSearchRequest,
  savedSearch,
  savedSearchList,
  type SavedSearch,
} from "@faultline/contract";
import type { SavedSearch as StoredSearch, SearchStore } from "@faultline/storage";
import { z } from "zod";
import { type Access, userOf } from "../http/access.ts";
import { ANY_CREDENTIAL, problems } from "../http/documentation.ts";
import type { HttpApp } from "../http/http-app.ts";
import { conflict, notFound } from "../http/problems.ts";

interface Services {
  readonly access: Access;
  readonly searches: SearchStore;
}

const MOST_SEARCHES = 200;
const common = { tags: ["logs"], security: ANY_CREDENTIAL };

/** Searches that someone saved: each user has only one's own. */
export function addSearchRoutes(app: HttpApp, { access, searches }: Services): void {
  app.get(
    "/searches",
    {
      schema: {
        ...common,
        summary: "List one's own saved searches",
        response: { 200: savedSearchList, ...problems(401) },
      },
      onRequest: access.signedIn,
    },
    async (request) => ({ items: (await searches.listOf(userOf(request).id)).map(presentSearch) }),
  );

  app.post(
    "/searches",
    {
      schema: {
        ...common,
        summary: "Save a search",
        description: `A search of the same name is replaced. A user has at most ${MOST_SEARCHES}.`,
        body: createSearchRequest,
        response: { 201: savedSearch, ...problems(401, 403, 409, 422) },
      },
      onRequest: access.signedIn,
    },
    async (request, reply) => {
      const { name, query, filters } = request.body;
      const saved = await searches.save({ userId: userOf(request).id, name, query, filters }, MOST_SEARCHES);
      if (!saved)
        throw conflict("too_many_searches", `There are ${MOST_SEARCHES} saved searches already: delete some first.`);
      return reply.code(201).send(presentSearch(saved));
    },
  );

  app.patch(
    "/searches/:id",
    {
      schema: {
        ...common,
        summary: "Rename a saved search of one's own",
        params: idParams,
        body: renameSearchRequest,
        response: { 200: savedSearch, ...problems(401, 403, 404, 409, 422) },
      },
      onRequest: access.signedIn,
    },
    async (request) => {
      const { id } = request.params;
      const renamed = await searches.rename(id, userOf(request).id, request.body.name);
      if (!renamed) throw notFound("saved search of yours", id);
      if (renamed === "taken") throw conflict("name_taken", "Another saved search of yours has this name.");
      return presentSearch(renamed);
    },
  );

  app.delete(
    "/searches/:id",
    {
      schema: {
        ...common,
        summary: "Delete a saved search of one's own",
        params: idParams,
        response: { 204: z.null(), ...problems(401, 403, 404, 422) },
      },
      onRequest: access.signedIn,
    },
    async (request, reply) => {
      const { id } = request.params;
      if (!(await searches.delete(id, userOf(request).id))) throw notFound("saved search of yours", id);
      return reply.code(204).send(null);
    },
  );
}

function presentSearch({ id, name, query, filters, createdAt }: StoredSearch): SavedSearch {
  return { id, name, query, filters, created_at: createdAt.toISOString() };
}
