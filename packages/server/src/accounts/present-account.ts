import type { ApiKey as PresentedApiKey, User as PresentedUser } from "@faultline/contract";
import type { ApiKey, User } from "@faultline/storage";

export function presentUser({ id, username, email, role, isActive, createdAt }: User): PresentedUser {
  return { id, username, email, role, is_active: isActive, created_at: createdAt.toISOString() };
}

export function presentApiKey({ id, name, keyPrefix, isActive, createdAt }: ApiKey): PresentedApiKey {
  return { id, name, key_prefix: keyPrefix, is_active: isActive, created_at: createdAt.toISOString() };
}
