import type { Page } from "@playwright/test";
import { expect, expectAccessible, signIn, test } from "./fixtures.ts";
import { ADMIN } from "./running-app.ts";

// Its tests make accounts, which the others do not expect.
test.use({ app: async ({ scratch }, use) => use(scratch) });

const PASSWORD = "sailing by the stars";
const users = (page: Page) => page.getByRole("list", { name: "Users" });
const rowOf = (page: Page, name: string) =>
  users(page)
    .getByRole("listitem")
    .filter({ has: page.getByText(name, { exact: true }) });

async function addUser(page: Page, name: string): Promise<void> {
  await page.goto("/settings");
  await page.getByRole("button", { name: "Add user" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a user" });
  await dialog.getByLabel("Username").fill(name);
  await dialog.getByLabel("Initial password").fill(PASSWORD);
  await dialog.getByRole("button", { name: "Create user" }).click();
  await expect(page.getByText(`${name} may sign in as viewer.`)).toBeVisible();
}

async function act(page: Page, name: string, action: string): Promise<void> {
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: action }).click();
}

test.describe("users", () => {
  test.use({ expectedStatuses: [401, 403, 409] });

  test("are added, promoted, disabled and given a new password by an admin", async ({
    adminPage: page,
    browser,
    app,
  }) => {
    await addUser(page, "grace");
    await expect(rowOf(page, "grace")).toContainText("Viewer");
    await act(page, "grace", "Make admin");
    await expect(rowOf(page, "grace")).toContainText("Admin");
    await act(page, "grace", "Disable");
    await expect(rowOf(page, "grace")).toContainText("Disabled");
    await act(page, "grace", "Enable");
    await expect(rowOf(page, "grace")).not.toContainText("Disabled");

    await act(page, "grace", "Reset password");
    const dialog = page.getByRole("dialog", { name: "Reset the password" });
    await dialog.getByLabel("New password").fill("another one altogether");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Reset password" }).click();
    await expect(page.getByText("grace has a new password")).toBeVisible();
    const context = await browser.newContext();
    await signIn(context, app, { username: "grace", password: "another one altogether" });
    await context.close();
  });

  test("cannot have a name twice, and oneself is not to be changed", async ({ adminPage: page }) => {
    await addUser(page, "heidi");
    await page.getByRole("button", { name: "Add user" }).click();
    const dialog = page.getByRole("dialog", { name: "Add a user" });
    await dialog.getByLabel("Username").fill("HEIDI");
    await dialog.getByLabel("Initial password").fill(PASSWORD);
    await dialog.getByRole("button", { name: "Create user" }).click();
    await expect(dialog.getByRole("alert")).toContainText("username is taken");
    await page.keyboard.press("Escape");
    await expect(rowOf(page, ADMIN.username)).toContainText("You");
    await expect(page.getByRole("button", { name: `Actions for ${ADMIN.username}` })).toHaveCount(0);
  });
});

test("What a form lacks is said at its fields, and not in the browser's own bubbles", async ({ adminPage: page }) => {
  await page.goto("/settings");
  await page.getByRole("button", { name: "Add user" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a user" });
  await dialog.getByLabel("Username").fill("x");
  await dialog.getByLabel("Email").fill("nowhere");
  await dialog.getByRole("button", { name: "Create user" }).click();
  await expect(dialog.getByLabel("Username")).toBeFocused();
  await expect(dialog.getByLabel("Username")).toHaveAccessibleDescription("At least 3 characters.");
  await expect(dialog.getByLabel("Email")).toHaveAccessibleDescription("This is not an email address.");
  await expect(dialog.getByLabel("Initial password")).toHaveAccessibleDescription("This is needed.");
  await expectAccessible(page);
  await dialog.getByLabel("Username").fill("ivan");
  await expect(dialog.getByText("At least 3 characters.")).toHaveCount(0);
});

test.describe("one's own password", () => {
  test.use({ expectedStatuses: [400, 401] });

  test("is changed with the current one, and other sessions end", async ({
    adminPage: page,
    context,
    browser,
    app,
  }) => {
    await addUser(page, "judy");
    await context.clearCookies();
    await signIn(context, app, { username: "judy", password: PASSWORD });
    const elsewhere = await browser.newContext();
    await signIn(elsewhere, app, { username: "judy", password: PASSWORD });

    await page.goto("/settings");
    const change = page.getByRole("button", { name: "Change password" });
    await page.getByLabel("Current password").fill("not this one");
    await page.getByLabel(/^New password/).fill("another one altogether");
    await change.click();
    await expect(page.getByText("The current password is wrong.")).toBeVisible();
    await page.getByLabel("Current password").fill(PASSWORD);
    await change.click();
    await expect(page.getByText("Password changed.")).toBeVisible();
    await page.reload();
    await expect(page.getByRole("heading", { name: "Profile" })).toBeVisible();
    expect((await elsewhere.request.get(`${app.url}/auth/me`)).status()).toBe(401);
    await elsewhere.close();
  });
});

test("an API key is shown once, and stops working when it is revoked", async ({ adminPage: page, app }) => {
  await page.goto("/settings");
  await page.getByLabel("Key name").fill("shipper");
  await page.getByRole("button", { name: "Create key" }).click();
  const key = await page.locator("[data-raw-key]").innerText();
  const ask = async () => (await fetch(`${app.url}/auth/me`, { headers: { "x-api-key": key } })).status;
  expect(await ask()).toBe(200);
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText(key)).toHaveCount(0);
  await page.getByRole("button", { name: "Revoke shipper" }).click();
  await page.getByRole("button", { name: "Revoke key" }).click();
  await expect(page.getByRole("list", { name: "API keys" })).toContainText("Revoked");
  expect(await ask()).toBe(401);
});

test("times are shown in UTC everywhere once that is chosen", async ({ adminPage: page }) => {
  await page.goto("/settings");
  const since = page.locator("dd time");
  const local = await since.innerText();
  await page.getByText("UTC", { exact: true }).last().click();
  await expect(since).not.toHaveText(local);
  await page.reload();
  await expect(page.getByRole("switch", { name: "Show times in UTC" })).toHaveAttribute("aria-checked", "true");
});
