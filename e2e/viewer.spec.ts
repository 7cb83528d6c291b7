import { expect, signIn, test } from "./fixtures.ts";
import { VIEWER } from "./seed.ts";

test("a viewer sees everything and is offered nothing to change", async ({ page, context, app }) => {
  await signIn(context, app, VIEWER);
  await page.goto("/");
  await expect(page.getByRole("region", { name: "Top Services" })).toBeVisible();
  await page.goto("/files");
  await expect(page.getByRole("heading", { name: "shop.log" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Upload", exact: true })).toHaveCount(0);
  await expect(page.getByRole("button", { name: /upload/i })).toHaveCount(0);
  await page.getByRole("button", { name: "Actions for shop.log" }).click();
  await expect(page.getByRole("menuitem")).toHaveText(["Download original"]);
  await page.goto("/settings");
  await expect(page.getByText(VIEWER.username).first()).toBeVisible();
  await expect(page.getByRole("button", { name: /add user|create user|add person/i })).toHaveCount(0);
});
