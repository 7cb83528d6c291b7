import { logEntryPage } from "@faultline/contract";
import type { Page } from "@playwright/test";
import { signInByApi } from "./api-client.ts";
import { expect, expectAccessible, test } from "./fixtures.ts";
import { MARKUP_MESSAGE, UNPARSED_LINES } from "./seed.ts";
import type { RunningApp } from "./running-app.ts";

const list = (page: Page) => page.getByRole("listbox", { name: "Log entries" });
const position = (page: Page) => page.getByRole("group", { name: "List" });
const rows = (page: Page) => list(page).getByRole("option");
const openEntry = (page: Page) => page.getByRole("complementary", { name: "Open entry" });

/** A value in the list of fields at the side; a click filters for it. */
const valueOf = (page: Page, field: string, value: string) =>
  page.getByRole("region", { name: field }).getByRole("button", { name: new RegExp(`^${value},`) });

/** The number of matches the page shows is the one the API counts for the same question, and is not trivial. */
async function expectSameAsApi(page: Page, app: RunningApp, query: string): Promise<number> {
  const { total } = await (await signInByApi(app.url)).get(logEntryPage, `/logs?limit=1&${query}`);
  expect(total).toBeGreaterThan(0);
  await expect(position(page).getByRole("status")).toHaveAttribute("data-total", String(total));
  return total ?? 0;
}

test("each of the five filters narrows the entries, alone and together", async ({ adminPage: page, app, seeded }) => {
  await page.goto("/explore");
  const all = await expectSameAsApi(page, app, "");

  await page.getByLabel("Query", { exact: true }).fill("TIMEOUT calling");
  expect(await expectSameAsApi(page, app, "q=timeout%20calling")).toBeLessThan(all);
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expectSameAsApi(page, app, "");

  await valueOf(page, "level", "ERROR").click();
  await expectSameAsApi(page, app, "level=ERROR");
  await valueOf(page, "service", "checkout").click();
  await expectSameAsApi(page, app, "level=ERROR&service=checkout");

  const file = page.getByRole("combobox", { name: "File", exact: true });
  await file.click();
  await expect(page.getByRole("option", { name: "shop.log" })).toBeVisible();
  await file.pressSequentially("SHOP");
  await page.keyboard.press("Enter");
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

test("the address restores filters, what rows show and the open entry, wherever in the list it is", async ({
  adminPage: page,
  app,
  context,
}) => {
  const filter = "level=INFO&service=gateway&q=request";
  const { items } = await (await signInByApi(app.url)).get(logEntryPage, `/logs?offset=400&limit=1&${filter}`);
  await page.goto(`/explore?${filter}&record=${items[0]!.id}`);
  await position(page).getByRole("button", { name: "Wrap" }).click();
  await expect(page).toHaveURL(/wrap=on/);

  const copy = await context.newPage();
  await copy.goto(page.url());
  // Filters of links are in the query.
  await expect(copy.getByLabel("Query", { exact: true })).toHaveValue("request level:INFO service:gateway");
  await expect(copy.getByRole("button", { name: "Wrap" })).toHaveAttribute("aria-pressed", "true");
  await expect(openEntry(copy).getByLabel("Raw text")).toContainText(items[0]!.raw_line.trim());
  const selected = copy.getByRole("option", { selected: true });
  await expect(selected).toBeInViewport();
  await expect(selected).toHaveAttribute("aria-posinset", "401");

  await copy.goto(`/explore?record=${items[0]!.id + 4_000_000}`);
  await expect(openEntry(copy)).toContainText("There is no such entry");
});

test("the list scrolls through all entries, and each stands in its place", async ({ adminPage: page, app }) => {
  await page.goto("/explore");
  const total = await expectSameAsApi(page, app, "");
  const row = rows(page).nth(20);
  const seen = () => row.evaluate(({ id, ariaPosInSet }) => ({ id, place: Number(ariaPosInSet) }));
  // Far enough that the first pages are no longer kept.
  await expect(async () => {
    await list(page).evaluate((scroller) => scroller.scrollTo(0, scroller.scrollHeight));
    expect((await seen()).place).toBeGreaterThan(2100);
  }).toPass({ intervals: [100] });
  const { id, place } = await seen();
  const api = await signInByApi(app.url);
  const { items } = await api.get(logEntryPage, `/logs?limit=1&offset=${place - 1}`);
  expect(id).toBe(`entry-${items[0]!.id}`);

  await list(page).press("End");
  await expect(page).toHaveURL(/at=oldest/);
  await expect(rows(page).last()).toHaveAttribute("aria-posinset", String(total));
  await expect(rows(page).last()).toBeInViewport();
  await expect(list(page)).toBeFocused();
  await list(page).press("Home");
  await expect(rows(page).first()).toHaveAttribute("aria-posinset", "1");
});

test("what was looked for is marked, and markup beside it stays text", async ({ adminPage: page }) => {
  await page.goto(`/explore?q=${encodeURIComponent('"document.title" /onerror=./ gateway')}`);
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page).locator("mark")).toHaveText(['onerror="', "document.title", "document.title"]);
  await rows(page).click();
  await expect(openEntry(page).getByLabel("Raw text")).toContainText(MARKUP_MESSAGE);
  await expect(openEntry(page).getByLabel("Raw text").locator("mark")).toHaveCount(4);
  await expect(page).toHaveTitle("Log explorer · Faultline");
});

test("a stack trace unfolds in its row, a value narrows the list, and lines around an entry are more and more", async ({
  adminPage: page,
  app,
  seeded,
}) => {
  const file = seeded.seed.fileIds["orders.log"];
  await page.goto(`/explore?file=${file}&q=SocketTimeoutException`);
  await expect(rows(page).first()).toContainText("+4 lines");
  await expect(rows(page).first()).not.toContainText("Thread.run");
  await list(page).press("ArrowRight");
  await expect(rows(page).first()).toContainText("at java.base/java.lang.Thread.run");
  await list(page).press("Enter");

  const panel = openEntry(page);
  await panel.getByRole("button", { name: /^Filter out thread: / }).click();
  await expect(page).toHaveURL(/record=\d+/);
  await expectSameAsApi(
    page,
    app,
    `file_id=${file}&q=${encodeURIComponent(new URL(page.url()).searchParams.get("q")!)}`,
  );
  await expect(page.getByLabel("Query", { exact: true })).toHaveValue(/^SocketTimeoutException -thread:worker-\d+$/);

  await panel.getByRole("button", { name: "Show surrounding lines" }).click();
  const around = panel.getByRole("list", { name: "Surrounding lines" }).getByRole("listitem");
  await expect(around.and(page.locator("[aria-current]"))).toHaveCount(1);
  const before = await around.count();
  await panel.getByRole("button", { name: "Lines before" }).click();
  await expect(around).toHaveCount(before + 32);
  await expectAccessible(page);
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
  await list(page).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(panel).toBeVisible();
  await expect(page.getByRole("option", { selected: true })).toHaveAttribute("aria-posinset", "2");
});

test("lines that no format took are found by search and marked", async ({ adminPage: page }) => {
  await page.goto("/explore");
  await page.getByLabel("Query", { exact: true }).fill("XYZZY-7731");
  await expect(position(page).getByRole("status")).toHaveAttribute("data-total", "1");
  await expect(rows(page)).toContainText("not parsed");
  await rows(page).click();
  await expect(openEntry(page).getByLabel("Raw text")).toHaveText(UNPARSED_LINES[1]!);
});

test("hostile log text is shown as text and does nothing", async ({ adminPage: page, seeded }) => {
  await page.goto(`/explore?file=${seeded.seed.fileIds["hostile.log"]}`);
  await expect(rows(page)).toHaveCount(4);
  await expect(list(page)).toContainText(MARKUP_MESSAGE);
  // What would reorder or hide text, or sound a bell, is written out.
  await expect(list(page)).toContainText("<U+202E>txt.exe<U+202C>");
  await expect(list(page)).toContainText("red, a bell <U+0007> and a backspace <U+0008>");
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

test("a long message leaves its fields in sight, and is there whole for a click", async ({
  adminPage: page,
  seeded,
}) => {
  await page.goto(`/explore?file=${seeded.seed.fileIds["hostile.log"]}`);
  await rows(page).filter({ hasText: "long long" }).click();
  const entry = openEntry(page);
  await expect(entry.getByText("Level", { exact: true })).toBeInViewport();
  await entry.getByRole("button", { name: /^Show the (whole message,|first 20,000 of) / }).click();
  await expect(entry.locator(".entry-panel__message")).toBeFocused();
  await expect(entry.getByText("Level", { exact: true })).not.toBeInViewport();
});

test("a query that is half typed asks nothing, and says where it cannot be read", async ({ adminPage: page }) => {
  await page.goto("/explore?q=(level:error");
  await expect(page.getByText("The query cannot be read yet")).toBeVisible();
  await expect(page.getByText(/^Character 1: /).first()).toBeVisible();
  await page.getByLabel("Query", { exact: true }).fill("(level:error)");
  await expect(rows(page).first()).toBeVisible();
});

test("the command palette closes what is open and takes the keys", async ({ adminPage: page }) => {
  await page.goto("/explore");
  await expect(rows(page).first()).toBeVisible();
  for (const { name, shows } of [
    { name: "Columns", shows: page.getByRole("checkbox", { name: "Host" }) },
    { name: "Export", shows: page.getByRole("menuitem", { name: /^CSV/ }) },
    { name: "Query syntax", shows: page.getByRole("heading", { name: "Query syntax" }) },
  ]) {
    await page.getByRole("button", { name }).click();
    await expect(shows).toBeVisible();
    await page.keyboard.press("Control+k");
    const palette = page.getByRole("combobox", { name: "Search the logs or type a command" });
    await expect(palette).toBeFocused();
    await expect(shows).toBeHidden();
    await palette.pressSequentially("dash");
    await expect(palette).toHaveValue("dash");
    await page.keyboard.press("Escape");
    await expect(palette).toBeHidden();
  }
});
