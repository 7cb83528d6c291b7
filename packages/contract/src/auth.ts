import { z } from "zod";
import { pageOf, timestamp } from "./page.ts";

/**
 * A browser sends the session cookie by itself, whoever made the page that asks. So each request that signs in or out
 * by cookie, or changes something as the cookie's user, must carry this header, which no other origin can add.
 */
export const SAME_ORIGIN_HEADER = { name: "X-Requested-With", value: "faultline" } as const;

export const role = z.enum(["admin", "viewer"]);
export type Role = z.infer<typeof role>;

export const username = z
  .string()
  .trim()
  .min(3)
  .max(150)
  // Control characters, those that show as nothing or turn text around, and halves of a character.
  .regex(/^[^\p{Cc}\p{Cf}\p{Cs}]*$/u, "must not contain invisible characters");
// 1024 bounds the work of hashing.
export const password = z.string().min(8).max(1024);
const email = z.preprocess((value) => (value === "" ? null : value), z.email().max(320).nullish());

export const user = z.object({
  id: z.number().int(),
  username: z.string(),
  email: z.string().nullable(),
  role,
  is_active: z.boolean(),
  created_at: timestamp,
});
export type User = z.infer<typeof user>;

export const loginRequest = z.object({ username: z.string().min(1).max(150), password: z.string().min(1).max(1024) });
export type LoginRequest = z.infer<typeof loginRequest>;

export const loginResponse = z.object({ access_token: z.string(), token_type: z.literal("bearer") });

/** `role` is checked by the route, whose answer to an unknown one is 400, not 422. */
export const createUserRequest = z.object({ username, password, email, role: z.string().default("viewer") });
export type CreateUserRequest = z.input<typeof createUserRequest>;

export const userPage = pageOf(user);

/** What is not given stays. */
export const changeUserRequest = z.object({ role: role.optional(), is_active: z.boolean().optional() });
export type ChangeUserRequest = z.infer<typeof changeUserRequest>;

export const resetPasswordRequest = z.object({ password });

export const changePasswordRequest = z.object({
  current_password: z.string().min(1).max(1024),
  new_password: password,
});
export type ChangePasswordRequest = z.infer<typeof changePasswordRequest>;

export const setupState = z.object({
  needs_setup: z.boolean().describe("No account exists yet: the first visit creates the admin"),
  code_required: z.boolean().describe("The server listens beyond this machine: setup needs the code it printed"),
});
export type SetupState = z.infer<typeof setupState>;

export const setupRequest = z.object({ username, password, email, setup_code: z.string().max(64).optional() });
export type SetupRequest = z.input<typeof setupRequest>;

export const createApiKeyRequest = z.object({ name: z.string().trim().min(1).max(255) });

export const apiKey = z.object({
  id: z.number().int(),
  key_prefix: z.string().length(8),
  name: z.string(),
  is_active: z.boolean(),
  created_at: timestamp,
});
export type ApiKey = z.infer<typeof apiKey>;

export const createdApiKey = apiKey.extend({ raw_key: z.string().describe("Shown this once, stored only as a hash") });
export type CreatedApiKey = z.infer<typeof createdApiKey>;
