import { expect, test } from "vitest";
import { username } from "./auth.ts";

test("A username is what one sees of it", () => {
  expect(username.parse(" Émilie du Châtelet ")).toBe("Émilie du Châtelet");
  for (const name of ["ada\0", "ada\nlovelace", "ad\u200ba", "\u202eada", "ada\ud800"]) {
    expect(username.safeParse(name).success, JSON.stringify(name)).toBe(false);
  }
});
