import { logEntryPage } from "@faultline/contract";
import type { Page } from "@playwright/test";
import { signInByApi } from "./api-client.ts";
import { expect, test } from "./fixtures.ts";
import { MARKUP_MESSAGE, UNPARSED_LINES } from "./seed.ts";
import type { RunningApp } from "./running-app.ts";

const pages = (page: Page) => page.getByRole("navigation", { name: "Pages" });
const rows = (page: Page) => page.getByRole("listbox", { name: "Log entries" }).getByRole("option");
const openEntry = (page: Page) => page.getByRole("complementary", { name: "Open entry" });

/** The number of matches the page shows is the one the API counts for the same question, and is not trivial. */
async function expectSameAsApi(page: Page, app: RunningApp, query: string): Promise<number> {
  const { total } = await (await signInByApi(app.url)).get(logEntryPage, `/logs?limit=1&${query}`);
  expect(total).toBeGreaterThan(0);
  await expect(pages(page).getByRole("status")).toHaveAttribute("data-total", String(total));
  return total;
}

test("each of the five filters narrows the entries, alone and together", async ({ adminPage: page, app, seeded }) => {
  await page.goto("/explore");
  const all = await expectSameAsApi(page, app, "");

  await page.getByLabel("Keyword").fill("TIMEOUT calling");
  expect(await expectSameAsApi(page, app, "keyword=timeout%20calling")).toBeLessThan(all);
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expectSameAsApi(page, app, "");

  await page
    .getByRole("group", { name: "Level" })
    .getByRole("button", { name: /^Error/ })
    .click();
  await expectSameAsApi(page, app, "level=ERROR");
  await page.getByRole("combobox", { name: "Service" }).fill("checkout");
  await expectSameAsApi(page, app, "level=ERROR&service=checkout");

  await page.getByRole("combobox", { name: "File", exact: true }).click();
  await page.getByRole("option", { name: "shop.log" }).click();
  const ofFile = `level=ERROR&service=checkout&file_id=${seeded.seed.fileIds["shop.log"]}`;
  const together = await expectSameAsApi(page, app, ofFile);

  await page.getByRole("switch", { name: "Show times in UTC" }).click();
  await page.getByRole("button", { name: /^Time range/ }).click();
  await page.getByLabel("Start", { exact: true }).fill("2026-11-19 15:20");
  await page.getByLabel("End", { exact: true }).fill("2026-11-19 15:40");
  await page.getByRole("button", { name: "Apply range" }).click();
  const inTime = `${ofFile}&start=2026-11-19T15:20:00Z&end=2026-11-19T15:40:00Z`;
  expect(await expectSameAsApi(page, app, inTime)).toBeLessThan(together);
});

test("the address restores filters, page and open entry", async ({ adminPage: page, context }) => {
  await page.goto("/explore?level=INFO&service=gateway&q=request&size=50&page=3");
  await expect(pages(page)).toContainText("101–150");
  await rows(page).nth(2).click();
  await expect(page).toHaveURL(/record=\d+/);
  const shown = await rows(page).nth(2).innerText();

  const copy = await context.newPage();
  await copy.goto(page.url());
  await expect(copy.getByLabel("Keyword")).toHaveValue("request");
  await expect(copy.getByRole("combobox", { name: "Service" })).toHaveValue("gateway");
  await expect(copy.getByRole("button", { name: /^Info/ })).toHaveAttribute("aria-pressed", "true");
  await expect(pages(copy)).toContainText("101–150");
  await expect(openEntry(copy)).toBeVisible();
  expect(await copy.getByRole("option", { selected: true }).innerText()).toBe(shown);
});

test("paging reaches the last page, and back goes back", async ({ adminPage: page }) => {
  await page.goto("/explore?size=50");
  const total = Number(await pages(page).getByRole("status").getAttribute("data-total"));
  const last = Math.ceil(total / 50);
  await pages(page).getByRole("button", { name: "Next page" }).click();
  await expect(pages(page)).toContainText("51–100");
  await pages(page).getByRole("button", { name: "Last page" }).click();
  await expect(page).toHaveURL(new RegExp(`page=${last}$`));
  await expect(pages(page)).toContainText(`${last} / ${last}`);
  await expect(rows(page).last()).toHaveAttribute("aria-posinset", String(total));
  await page.goBack();
  await expect(pages(page)).toContainText("51–100");
});

test("an entry opens by click and by key, shows all of it, and closes by Escape", async ({
  adminPage: page,
  seeded,
}) => {
  await page.goto(`/explore?file=${seeded.seed.fileIds["orders.log"]}&q=SocketTimeoutException`);
  await rows(page).first().click();
  const panel = openEntry(page);
  await expect(panel.getByLabel("Raw text")).toContainText("at java.base/java.lang.Thread.run");
  await expect(panel).toContainText("orders.log");
  await page.keyboard.press("Escape");
  await expect(panel).toBeHidden();
  await page.getByRole("listbox", { name: "Log entries" }).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(panel).toBeVisible();
  await expect(page.getByRole("option", { selected: true })).toHaveAttribute("aria-posinset", "2");
});

test("lines that no format took are found by search and marked", async ({ adminPage: page }) => {
  await page.goto("/explore");
  await page.getByLabel("Keyword").fill("XYZZY-7731");
  await expect(pages(page).getByRole("status")).toHaveAttribute("data-total", "1");
  await expect(rows(page)).toContainText("not parsed");
  await rows(page).click();
  await expect(openEntry(page).getByLabel("Raw text")).toHaveText(UNPARSED_LINES[1]!);
});

test("hostile log text is shown as text and does nothing", async ({ adminPage: page, seeded }) => {
  await page.goto(`/explore?file=${seeded.seed.fileIds["hostile.log"]}`);
  await expect(rows(page)).toHaveCount(4);
  const list = page.getByRole("listbox", { name: "Log entries" });
  await expect(list).toContainText(MARKUP_MESSAGE);
  // What would reorder or hide text, or sound a bell, is written out.
  await expect(list).toContainText("<U+202E>txt.exe<U+202C>");
  await expect(list).toContainText("red, a bell <U+0007> and a backspace <U+0008>");
  // Colours are no part of a message; the record has them as they were sent.
  await rows(page).filter({ hasText: "a bell" }).click();
  await expect(openEntry(page).getByLabel("Raw text")).toContainText("<U+001B>[31mred");
  for (const row of await rows(page).all()) {
    await row.click();
    await expect(openEntry(page).getByLabel("Raw text")).toBeVisible();
    expect(await page.locator("main").innerText()).not.toMatch(/[\u0007\b\u001b\u202a-\u202e\u2066-\u2069]/);
  }
  await expect(page).toHaveTitle("Log explorer · Faultline");
  expect(await page.locator('img[src="x"]').count()).toBe(0);
});
