import { facets, facetsQuery, fieldList, fieldParams, fieldValues, fieldValuesQuery } from "@faultline/contract";
import { fieldOfAttribute, SEARCH_FIELDS } from "@faultline/logs";
import type { Access } from "../http/access.ts";
import { ANY_CREDENTIAL, problems } from "../http/documentation.ts";
import type { HttpApp } from "../http/http-app.ts";
import { HttpProblem } from "../http/problems.ts";
import { entryFilterOf, type FilterSources } from "./entry-filter.ts";
import { countFacets, hasValues, suggestedValues } from "./field-values.ts";

interface Services extends FilterSources {
  readonly access: Access;
}

const common = { tags: ["logs"], security: ANY_CREDENTIAL };

export function addFieldRoutes(app: HttpApp, { access, ...stores }: Services): void {
  app.get(
    "/logs/facets",
    {
      schema: {
        ...common,
        summary: "How often the values of fields occur among what matches",
        querystring: facetsQuery,
        response: { 200: facets, ...problems(401, 422) },
      },
      onRequest: access.signedIn,
    },
    async (request) => {
      const { fields, limit } = request.query;
      for (const field of fields) requireValues(field);
      const counted = await countFacets(await entryFilterOf(request.query, stores), fields, limit, stores);
      return {
        facets: counted.facets,
        attributes: counted.attributes.map(({ value, count }) => ({ name: fieldOfAttribute(value), count })),
        counted_entries: counted.countedEntries,
        is_approximate: counted.isApproximate,
      };
    },
  );

  app.get(
    "/logs/fields",
    {
      schema: {
        ...common,
        summary: "The names of fields and attributes",
        response: { 200: fieldList, ...problems(401) },
      },
      onRequest: access.signedIn,
    },
    async () => {
      const { attributes } = await stores.events.countValues({}, []);
      const known = SEARCH_FIELDS.map(({ name, kind, description }) => ({ name, kind, description }));
      const others = attributes.map(({ value }) => ({
        name: fieldOfAttribute(value),
        kind: "attribute" as const,
        description: null,
      }));
      return { items: [...known, ...others] };
    },
  );

  app.get(
    "/logs/fields/:name/values",
    {
      schema: {
        ...common,
        summary: "Values of a field that begin with a text, the most frequent first",
        params: fieldParams,
        querystring: fieldValuesQuery,
        response: { 200: fieldValues, ...problems(401, 422) },
      },
      onRequest: access.signedIn,
    },
    async (request) => {
      const { prefix, limit } = request.query;
      requireValues(request.params.name);
      const filter = await entryFilterOf(request.query, stores);
      const values = await suggestedValues(filter, request.params.name, prefix, stores);
      return { items: values.slice(0, limit) };
    },
  );
}

function requireValues(field: string): void {
  if (!hasValues(field))
    throw new HttpProblem(422, "field_without_values", `The values of ${field} cannot be counted.`);
}
