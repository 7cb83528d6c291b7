import { readFile } from "node:fs/promises";
import { logEntryPage } from "@faultline/contract";
import type { Page } from "@playwright/test";
import { signInByApi } from "./api-client.ts";
import { expect, expectAccessible, test } from "./fixtures.ts";
import type { RunningApp } from "./running-app.ts";

const query = (page: Page) => page.getByRole("combobox", { name: "Query" });
const suggestions = (page: Page) => page.getByRole("listbox", { name: "Suggestions" }).getByRole("option");
const field = (page: Page, name: string) => page.getByRole("region", { name });
const total = (page: Page) => page.getByRole("group", { name: "List" }).getByRole("status");

async function countByApi(app: RunningApp, q: string): Promise<string> {
  const api = await signInByApi(app.url);
  return String((await api.get(logEntryPage, `/logs?limit=1&q=${encodeURIComponent(q)}`)).total);
}

test("a query is completed by the keyboard, and Enter takes nothing that was not chosen", async ({
  adminPage: page,
  app,
}) => {
  await page.goto("/explore");
  await page.keyboard.press("/");
  await query(page).pressSequentially("ser");
  await expect(suggestions(page).first()).toContainText("service");
  await page.keyboard.press("ArrowDown");
  await expect(suggestions(page).first()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(query(page)).toHaveValue("service:");
  await query(page).pressSequentially("che");
  await expect(suggestions(page)).toHaveText([/^checkout/]);
  await expectAccessible(page);
  await page.keyboard.press("Tab");
  await expect(query(page)).toHaveValue("service:checkout ");
  await query(page).pressSequentially("err");
  await expect(suggestions(page).first()).toContainText("level:ERROR");
  await page.keyboard.press("Escape");
  await expect(suggestions(page)).toHaveCount(0);
  await query(page).fill("service:checkout lev");
  await expect(suggestions(page).first()).toContainText("level");
  await page.keyboard.press("Enter");
  await expect(query(page), "nothing was chosen").toHaveValue("service:checkout lev");
  await query(page).fill("service:checkout");
  await page.keyboard.press("Enter");
  await expect(total(page)).toHaveAttribute("data-total", await countByApi(app, "service:checkout"));

  await page.getByRole("button", { name: "Clear filters" }).click();
  await query(page).click();
  await expect(suggestions(page).first(), "what was asked last comes first").toHaveText("service:checkout");
});

test("values of fields are filtered for and out by a click, and back goes back", async ({ adminPage: page, app }) => {
  await page.goto("/explore");
  await field(page, "service")
    .getByRole("button", { name: /^checkout,/ })
    .click();
  await expect(query(page)).toHaveValue("service:checkout");
  const other = field(page, "service").getByRole("button", { name: /^gateway,/ });
  await other.click();
  await expect(query(page)).toHaveValue("service:(checkout OR gateway)");
  await expect(other).toHaveAttribute("aria-pressed", "true");
  await expect(total(page)).toHaveAttribute("data-total", await countByApi(app, "service:(checkout OR gateway)"));

  const info = field(page, "level").getByRole("listitem").filter({ hasText: "INFO" });
  await info.hover();
  await info.getByRole("button", { name: "Filter out INFO" }).click();
  await expect(query(page)).toHaveValue("service:(checkout OR gateway) -level:INFO");
  await expectAccessible(page);
  await page.goBack();
  await expect(query(page)).toHaveValue("service:(checkout OR gateway)");

  await page.getByRole("combobox", { name: "Add a field" }).click();
  await page.getByRole("option", { name: /^parse/ }).click();
  await expect(field(page, "parse").getByRole("button", { name: /^parsed,/ })).toBeVisible();
  await page.reload();
  await field(page, "parse").getByRole("button", { name: "Remove parse" }).click();
  await expect(field(page, "parse")).toHaveCount(0);
  await page.getByRole("button", { name: "Hide fields" }).click();
  await page.reload();
  await expect(page.getByRole("option").first()).toBeVisible();
  await expect(field(page, "service")).toHaveCount(0);
});

test.describe("A query that the server does not take", () => {
  test.use({ expectedStatuses: [422] });

  test("is told at the character, asked once, and mended by typing on", async ({ adminPage: page }) => {
    let asked = 0;
    page.on("request", (request) => /\/(logs|stats)\b.*%5B/.test(request.url()) && asked++);
    await page.goto(`/explore?q=${encodeURIComponent("order /[a-z/")}`);
    await expect(query(page)).toHaveAccessibleDescription(/^Character 7: The regular expression is not valid/);
    await expect(page.locator(".query-ink [data-wrong]")).toHaveText("/[a-z/");
    await expect(page.getByText("The query cannot be answered")).toBeVisible();
    await expect(page.getByRole("button", { name: "Try again" })).toHaveCount(0);
    await expect(page.getByText("Values are counted once the query can be read")).toBeVisible();
    await expect(page.locator(".skeleton")).toHaveCount(0);
    await expectAccessible(page);
    expect(asked, "what is wrong is wrong for the counts too").toBe(1);
    await query(page).fill("order /[a-z]/");
    await expect(total(page)).toHaveAttribute("data-total", /^[1-9]/);
    await expect(page.locator(".query-ink [data-wrong]")).toHaveCount(0);
  });

  test("leaves no counts that could be taken for its own", async ({ adminPage: page }) => {
    await page.goto("/explore?q=order");
    const volume = page.getByRole("region", { name: "Volume" });
    await expect(volume).toContainText("drag to zoom in");
    await expect(field(page, "service").getByRole("button", { name: /entr/ }).first()).toBeEnabled();
    await query(page).fill("order /[a-z/");
    await expect(page.getByText("The query cannot be answered")).toBeVisible();
    await expect(volume).toContainText("of the last query that could be read");
    await expect(page.getByText("Values are counted once the query can be read")).toBeVisible();
    await expect(field(page, "service").getByRole("button", { name: /entr/ }).first()).toBeDisabled();
    await expectAccessible(page);
  });
});

test("While a query cannot be read the list says whose entries it shows", async ({ adminPage: page }) => {
  await page.goto("/explore?q=order");
  await expect(total(page)).toHaveAttribute("data-total", /^[1-9]/);
  await query(page).fill("order (level:error");
  await page.keyboard.press("Escape");
  await expect(total(page)).toHaveText("Entries of the last query that could be read");
  await page.reload();
  await expect(page.getByText("The query cannot be read yet")).toBeVisible();
  await expect(page.getByText("Values are counted once the query can be read")).toBeVisible();
  await expect(page.locator(".skeleton")).toHaveCount(0);
});

test.describe("while values cannot be counted", () => {
  test.use({ expectedStatuses: [503] });

  test("the entries are there, and counting can be tried again", async ({ adminPage: page }) => {
    await page.route("**/logs/facets?*", (route) => route.fulfill({ status: 503, body: "{}" }));
    await page.goto("/explore");
    await expect(page.getByRole("option").first()).toBeVisible();
    const fields = page.getByRole("complementary", { name: "Fields" });
    await expect(fields.getByText("The fields could not be counted")).toBeVisible({ timeout: 15_000 });
    await page.unroute("**/logs/facets?*");
    await fields.getByRole("button", { name: "Try again" }).click();
    await expect(field(page, "level").getByRole("listitem").first()).toBeVisible();
  });
});

test("a search is saved, opened with its times, renamed and deleted", async ({ adminPage: page }) => {
  await page.goto("/explore?q=level:ERROR&range=30d");
  const menu = page.getByRole("button", { name: "Saved searches" });
  await menu.click();
  await page.getByLabel("Save this search as").fill("Errors of a month");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  const saved = page.getByRole("list", { name: "Searches" }).getByRole("listitem");
  await expect(saved).toHaveCount(1);
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(page.getByLabel("Save this search as")).toBeHidden();

  await page.goto("/explore");
  await menu.click();
  await saved.getByRole("button", { name: /^Errors of a month/ }).click();
  await expect(page).toHaveURL(/range=30d/);
  await expect(query(page)).toHaveValue("level:ERROR");

  await menu.click();
  await saved.getByRole("button", { name: /^Rename/ }).click();
  await page.getByLabel(/^New name/).fill("Month");
  await page.keyboard.press("Enter");
  await expect(saved).toHaveText(/^Month/);
  await saved.getByRole("button", { name: "Delete Month" }).click();
  await expect(page.getByText("Nothing is saved yet")).toBeVisible();
});

test("all that matches is exported, and how much that is is told before", async ({ adminPage: page, app }) => {
  const q = "level:ERROR service:checkout";
  const count = Number(await countByApi(app, q));
  await page.goto(`/explore?q=${encodeURIComponent(q)}`);
  await page.getByRole("button", { name: "Export" }).click();
  await expect(page.getByText(`All ${count} entries that match`)).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: /^NDJSON/ }).click(),
  ]);
  const lines = (await readFile(await download.path(), "utf8")).trimEnd().split("\n");
  expect(lines).toHaveLength(count);
  expect(lines.map((line) => JSON.parse(line).level)).toEqual(lines.map(() => "ERROR"));
});
