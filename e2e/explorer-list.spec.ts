import { logEntryPage } from "@faultline/contract";
import type { Page } from "@playwright/test";
import { signInByApi } from "./api-client.ts";
import { expect, expectAccessible, test } from "./fixtures.ts";

const list = (page: Page) => page.getByRole("listbox", { name: "Log entries" });
const rows = (page: Page) => list(page).getByRole("option");
const query = (page: Page) => page.getByRole("combobox", { name: "Query" });
const total = (page: Page) => page.getByRole("group", { name: "List" }).getByRole("status");

test("from the oldest entry one scrolls to the newest and back, each in its place", async ({
  adminPage: page,
  app,
}) => {
  test.slow();
  await page.goto("/explore?at=oldest");
  await expect(total(page)).toHaveAttribute("data-total", /\d+/);
  const count = Number(await total(page).getAttribute("data-total"));
  await expect(rows(page).last()).toHaveAttribute("aria-posinset", String(count));
  const scrollTo = (top: number) => list(page).evaluate((scroller, to) => scroller.scrollTo(0, to), top);
  const places = () =>
    rows(page).evaluateAll((all) => all.map(({ id, ariaPosInSet }) => ({ id, place: Number(ariaPosInSet) })));

  await expect(async () => {
    await scrollTo(0);
    expect((await places())[0]?.place).toBe(1);
  }).toPass({ intervals: [150], timeout: 60_000 });
  const api = await signInByApi(app.url);
  const { items } = await api.get(logEntryPage, "/logs?limit=5");
  expect((await places()).slice(0, 5)).toEqual(items.map(({ id }, index) => ({ id: `entry-${id}`, place: index + 1 })));

  await expect(async () => {
    await scrollTo(1e9);
    expect((await places()).at(-1)?.place).toBe(count);
  }).toPass({ intervals: [150], timeout: 60_000 });
  const oldest = await api.get(logEntryPage, `/logs?limit=1&offset=${count - 1}`);
  expect((await places()).at(-1)?.id).toBe(`entry-${oldest.items[0]!.id}`);
});

test("after time: there are times of what is there to choose from", async ({ adminPage: page, app }) => {
  await page.goto("/explore");
  await query(page).pressSequentially("service:checkout time:");
  const choices = page.getByRole("listbox", { name: "Suggestions" }).getByRole("option");
  await expect(choices.filter({ hasText: "the last hour" })).toBeVisible();
  const choice = choices.filter({ hasText: "the last hour" });
  const time = (await choice.locator("bdi").textContent()) ?? "";
  expect(time).toMatch(/^>=2026-11-19T1\d:\d\d$/);
  await choice.click();
  await expect(query(page)).toHaveValue(`service:checkout time:${time} `);
  await query(page).press("Enter");
  const api = await signInByApi(app.url);
  const asked = encodeURIComponent(`service:checkout time:${time}`);
  const answer = await api.get(logEntryPage, `/logs?limit=1&q=${asked}`);
  expect(answer.total).toBeGreaterThan(0);
  await expect(total(page)).toHaveAttribute("data-total", String(answer.total));
});

test.describe("390 px", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("chosen columns are below the message, with their names", async ({ adminPage: page }) => {
    await page.goto("/explore?q=service:checkout&columns=level,time,service,file,attributes.trace");
    const extras = rows(page).first().locator(".entry-row__extras");
    await expect(extras).toContainText(/^File.*\.log/);
    await expectAccessible(page);
    const boxes = await rows(page).evaluateAll((all) =>
      all.map((row) => row.getBoundingClientRect()).map(({ top, bottom, right }) => ({ top, bottom, right })),
    );
    boxes.forEach(({ top, right }, index) => {
      expect(right).toBeLessThanOrEqual(390);
      if (index > 0) expect(top).toBeGreaterThanOrEqual(boxes[index - 1]!.bottom - 0.5);
    });
  });
});

test.describe("with many services", () => {
  test.use({ app: async ({ scratch }, use) => use(scratch) });

  test("a rare one is found by how it begins", async ({ adminPage: page, app }) => {
    const api = await signInByApi(app.url);
    const name = (i: number) => `port-${String(i).padStart(2, "0")}`;
    // The first has the most entries, and the last but one.
    const lines = Array.from({ length: 80 }, (_, i) =>
      `2026-11-20T10:00:00.000Z INFO ${name(i)} a ship in the harbour\n`.repeat(80 - i),
    );
    await api.untilDone(await api.upload("harbour.log", new Blob(lines)));
    await page.goto("/explore?q=harbour");
    const service = page.getByRole("region", { name: "service" });
    const find = service.getByRole("searchbox", { name: "Find a value of service" });
    await find.fill("port-7");
    const rare = service.getByRole("button", { name: /^port-79,/ });
    await expect(rare).toBeVisible();
    await expect(service.getByRole("listitem")).toHaveCount(10);
    await expectAccessible(page);
    await rare.click();
    await expect(query(page)).toHaveValue("harbour service:port-79");
    await expect(total(page)).toHaveAttribute("data-total", "1");
    await find.press("Escape");
    await expect(find).toHaveValue("");
    await expect(service.getByRole("button", { name: /^port-79/ })).toHaveAttribute("aria-pressed", "true");
    await find.fill("no such service");
    await expect(service.getByRole("status")).toHaveText("No value begins so.");
    await expect(page.getByRole("region", { name: "level" }).getByRole("searchbox")).toHaveCount(0);
  });
});

test.describe("while logs come", () => {
  test.use({ app: async ({ scratch }, use) => use(scratch) });

  test("what is newer than the first row is told of, and shown by a click or by Home", async ({
    adminPage: page,
    app,
  }) => {
    test.slow();
    const api = await signInByApi(app.url);
    const upload = async (name: string, hour: number, count: number) => {
      const lines = Array.from(
        { length: count },
        (_, i) => `2026-11-21T${hour}:00:${String(i % 60).padStart(2, "0")}.000Z INFO tide line ${i} of ${name}\n`,
      );
      await api.untilDone(await api.upload(name, new Blob(lines)));
    };
    await upload("tide-1.log", 10, 40);
    await page.goto("/explore?q=tide");
    await expect(rows(page).first()).toContainText("of tide-1.log");
    const before = await rows(page).first().boundingBox();
    await upload("tide-2.log", 11, 25);
    const chip = page.getByRole("button", { name: "25 new entries" });
    await expect(chip).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole("status", { name: "New entries" })).toHaveText(/New entries have come/);
    expect(await rows(page).first().boundingBox(), "no row moves for it").toEqual(before);
    await expectAccessible(page);
    await chip.click();
    await expect(rows(page).first()).toContainText("of tide-2.log");
    await expect(rows(page).first()).toHaveAttribute("aria-posinset", "1");
    await expect(chip).toHaveCount(0);
    await expect(list(page)).toBeFocused();
    await expect(total(page)).toHaveAttribute("data-total", "65");

    // What comes before the first row in time is not new here.
    await upload("tide-0.log", 9, 5);
    await upload("tide-3.log", 12, 1);
    await expect(page.getByRole("button", { name: "1 new entry" })).toBeVisible({ timeout: 30_000 });
    await list(page).press("Home");
    await expect(rows(page).first()).toContainText("of tide-3.log");
  });
});

test.describe("where the list is narrow", () => {
  test.use({ viewport: { width: 1280, height: 800 } });

  for (const { now, shows } of [
    { now: "2026-12-01T12:00:00Z", shows: false },
    { now: "2027-02-01T12:00:00Z", shows: true },
  ]) {
    test(`a time of November 2026 is read in ${now.slice(0, 4)} ${shows ? "with" : "without"} its year`, async ({
      adminPage: page,
    }) => {
      await page.clock.setFixedTime(now);
      await page.goto("/explore");
      const time = rows(page).first().getByRole("time");
      await expect(time).toBeVisible();
      await expect(time.getByText("2026")).toBeVisible({ visible: shows });
    });
  }
});

test("counts wait as long as the first row of a search is looked for", async ({ adminPage: page }) => {
  const partial = { items: [], total: null, offset: 0, limit: 100, prev_cursor: null, newer_count: null };
  let goOn = (): void => {};
  const isFound = new Promise<void>((resolve) => (goOn = resolve));
  let isSoughtOn = false;
  await page.route("**/logs?*", async (route) => {
    if (!route.request().url().includes("cursor=")) {
      return route.fulfill({ json: { ...partial, next_cursor: "older", is_partial: true } });
    }
    isSoughtOn = true;
    await isFound;
    return route.fulfill({ json: { ...partial, next_cursor: null, is_partial: false } });
  });
  const counts: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (/\/(timeline|facets|parts)$/.test(pathname)) counts.push(pathname);
  });
  await page.goto("/explore?q=xylophone");
  await expect.poll(() => isSoughtOn).toBe(true);
  await expect(page.getByRole("group", { name: "List" }).getByText("searching")).toBeVisible();
  expect(counts).toEqual([]);

  goOn();
  await expect.poll(() => counts.join(" ")).toMatch(/timeline.*facets|facets.*timeline/);
});
