import {
  apiKey,
  createdApiKey,
  user,
  userPage,
  type ChangePasswordRequest,
  type ChangeUserRequest,
  type CreateUserRequest,
} from "@faultline/contract";
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

const MAX_USERS = 500;

/** Everyone with an account, for admins. */
export const usersQuery = queryOptions({
  queryKey: ["users"],
  queryFn: ({ signal }) => request(userPage, "/auth/users", { query: { limit: MAX_USERS }, signal }),
});

export function changeUser({ id, ...change }: ChangeUserRequest & { id: number }) {
  return request(user, `/auth/users/${id}`, { method: "PATCH", body: change });
}

/** Gives another user a new password, which ends their sessions. */
export async function resetPassword({ id, password }: { id: number; password: string }): Promise<void> {
  await send(`/auth/users/${id}/password`, { method: "POST", body: { password } });
}

/** Changes one's own password; this session goes on, all others end. */
export function changePassword(change: ChangePasswordRequest) {
  return request(user, "/auth/password", { method: "POST", body: change });
}
