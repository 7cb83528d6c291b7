import { apiKey, createdApiKey, user, type CreateUserRequest } from "@faultline/contract";
import { queryOptions } from "@tanstack/react-query";
import { request, send } from "./request.ts";

export const apiKeysQuery = queryOptions({
  queryKey: ["api-keys"],
  queryFn: ({ signal }) => request(apiKey.array(), "/auth/api-keys", { signal }),
});

export function createApiKey(name: string) {
  return request(createdApiKey, "/auth/api-keys", { method: "POST", body: { name } });
}

export async function revokeApiKey(id: number): Promise<void> {
  await send(`/auth/api-keys/${id}`, { method: "DELETE" });
}

export function createUser(account: CreateUserRequest) {
  return request(user, "/auth/users", { method: "POST", body: account });
}
