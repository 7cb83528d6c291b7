import { z } from "zod";

/** Where to go after sign-in: a path of this app and nothing else, so that a link cannot send anyone elsewhere. */
export const signInSearch = z.object({
  next: z
    .string()
    .regex(/^\/(?![/\\])/)
    .optional()
    .catch(undefined),
});
