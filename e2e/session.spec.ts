import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { ADMIN } from "./running-app.ts";

async function fillSignIn(page: Page, username: string, password: string) {
  await page.getByLabel("Username").fill(username);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

test("a wrong password is refused and said to be wrong", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveURL(/\/sign-in$/);
  await fillSignIn(page, ADMIN.username, "not the password");
  await expect(page.getByRole("alert")).toContainText(/password/i);
  await expect(page).toHaveURL(/\/sign-in$/);
});

test("a deep link is returned to after signing in, and signing out ends the session", async ({ page, context }) => {
  await page.goto("/explore?level=ERROR");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await fillSignIn(page, ADMIN.username, ADMIN.password);
  await expect(page).toHaveURL(/\/explore\?level=ERROR$/);

  await page.getByRole("button", { name: `Account of ${ADMIN.username}` }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  expect(await context.cookies()).toEqual([]);
  await page.goto("/explore?level=ERROR");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
});

test("the session is a cookie that scripts cannot read", async ({ adminPage, context }) => {
  await adminPage.goto("/");
  await expect(adminPage.getByRole("heading", { level: 1, name: "Dashboard" })).toBeVisible();
  const cookies = await context.cookies();
  expect(cookies).toMatchObject([{ httpOnly: true, sameSite: "Strict" }]);
  const readable = await adminPage.evaluate(
    () => document.cookie + JSON.stringify({ ...localStorage, ...sessionStorage }),
  );
  expect(readable).not.toContain(cookies[0]!.value);
});

test.describe("guessing", () => {
  test.use({ expectedStatuses: [401, 429] });

  test("is slowed down, and the page says so", async ({ page }) => {
    await page.goto("/sign-in");
    await expect(async () => {
      // Nobody's account, so that no other test is kept out of its own.
      await fillSignIn(page, "somebody-else", "a guess");
      await expect(page.getByRole("alert")).toContainText(/too many/i, { timeout: 1000 });
    }).toPass({ timeout: 30_000 });
  });
});
