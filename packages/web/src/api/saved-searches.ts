import { savedSearch, savedSearchList, type CreateSearchRequest } from "@faultline/contract";
import { queryOptions } from "@tanstack/react-query";
import { request, send } from "./request.ts";

/** One's own, by name. */
export const savedSearchesQuery = queryOptions({
  queryKey: ["searches"],
  queryFn: async ({ signal }) => (await request(savedSearchList, "/searches", { signal })).items,
});

/** A search of the same name is replaced. */
export function saveSearch(search: CreateSearchRequest) {
  return request(savedSearch, "/searches", { method: "POST", body: search });
}

export function renameSearch({ id, name }: { id: number; name: string }) {
  return request(savedSearch, `/searches/${id}`, { method: "PATCH", body: { name } });
}

export async function deleteSearch(id: number): Promise<void> {
  await send(`/searches/${id}`, { method: "DELETE" });
}
