import { logEntryPage } from "@faultline/contract";
import type { Page } from "@playwright/test";
import { signInByApi } from "./api-client.ts";
import { expect, expectAccessible, test } from "./fixtures.ts";

const list = (page: Page) => page.getByRole("listbox", { name: "Log entries" });
const rows = (page: Page) => list(page).getByRole("option");
const rail = (page: Page) => page.getByRole("slider", { name: "Place in the result" });
const total = (page: Page) => page.getByRole("group", { name: "List" }).getByRole("status");

/** The entries that are seen at the top and at the bottom, by their places among all. */
async function seenPlaces(page: Page): Promise<number[]> {
  const { top, bottom } = await list(page).evaluate((element) => {
    const box = element.getBoundingClientRect();
    return { top: box.top, bottom: box.bottom };
  });
  return rows(page).evaluateAll(
    (all, edges) =>
      all
        .filter(
          (row) => row.getBoundingClientRect().top > edges.top && row.getBoundingClientRect().bottom < edges.bottom,
        )
        .map(({ ariaPosInSet }) => Number(ariaPosInSet)),
    { top, bottom },
  );
}

test("a click on the rail shows what is there, from where one scrolls to both sides", async ({
  adminPage: page,
  app,
}) => {
  await page.goto("/explore?q=service:checkout");
  await expect(rail(page)).toHaveAttribute("aria-valuenow", "100");
  const count = Number(await total(page).getAttribute("data-total"));
  const box = (await rail(page).boundingBox())!;
  await page.mouse.click(box.x + box.width - 14, box.y + box.height / 2);
  await expect(page).toHaveURL(/at=2026-11-19T1\d/);
  await expect(rail(page)).toHaveAttribute("aria-valuenow", /^(49|50|51)$/);
  await expect(rail(page)).toHaveAttribute("aria-valuetext", /^19 Nov 2026 \d\d:\d\d:\d\d$/);
  await expect.poll(async () => Math.abs((await seenPlaces(page))[0]! - count / 2)).toBeLessThan(count * 0.03);
  const from = (await seenPlaces(page))[0]!;

  const api = await signInByApi(app.url);
  const { items } = await api.get(logEntryPage, `/logs?q=service:checkout&limit=1&offset=${from - 1}`);
  await expect(rows(page).and(page.locator(`#entry-${items[0]!.id}`))).toHaveAttribute("aria-posinset", String(from));
  await expectAccessible(page);

  const scrollBy = (px: number) => list(page).evaluate((element, by) => element.scrollBy(0, by), px);
  await scrollBy(-600);
  await expect.poll(async () => (await seenPlaces(page))[0]!).toBeLessThan(from - 15);
  await scrollBy(1200);
  await expect.poll(async () => (await seenPlaces(page))[0]!).toBeGreaterThan(from + 15);
});

test("a drag whose pointer is taken away is over, and goes nowhere else", async ({ adminPage: page }) => {
  await page.goto("/explore?q=service:checkout");
  await expect(rail(page)).toHaveAttribute("aria-valuenow", "100");
  const box = (await rail(page).boundingBox())!;
  const x = box.x + box.width - 14;
  await page.mouse.move(x, box.y + box.height / 4);
  await page.mouse.down();
  await expect(rail(page)).toHaveAttribute("data-dragged");
  await expect(page).toHaveURL(/at=/);
  const url = page.url();
  const mouse = 1;
  await rail(page).evaluate((element, pointer) => element.releasePointerCapture(pointer), mouse);
  await page.mouse.move(x, box.y + (box.height * 3) / 4);
  await expect(rail(page)).not.toHaveAttribute("data-dragged");
  await page.mouse.up();
  await expect(page.locator(".time-rail__reading")).toBeVisible();
  expect(page.url()).toBe(url);
});

test("the rail controls the list, once there is one", async ({ adminPage: page }) => {
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  const isNextPage = (url: URL) => url.pathname === "/logs" && url.searchParams.has("cursor");
  await page.route(isNextPage, async (route) => {
    await released;
    await route.continue();
  });
  // Of before the oldest entry nothing is there, until what came after it is.
  await page.goto("/explore?q=service:checkout&at=2026-01-01T00:00:00.000Z");
  await expect(rail(page)).toBeVisible();
  await expect(list(page)).toHaveCount(0);
  await expect(rail(page)).not.toHaveAttribute("aria-controls");
  release();
  await expect(list(page)).toBeVisible();
  await expect(rail(page)).toHaveAttribute("aria-controls", (await list(page).getAttribute("id"))!);
});

test("keys move along the rail, down to what has no time", async ({ adminPage: page }) => {
  await page.goto("/explore");
  await expect(rail(page)).toHaveAttribute("aria-valuenow", "100");
  const count = Number(await total(page).getAttribute("data-total"));
  await rail(page).press("PageDown");
  await expect(rail(page)).toHaveAttribute("aria-valuenow", /^(89|90|91)$/);
  const firstTime = await rail(page).getAttribute("aria-valuetext");
  await rail(page).press("ArrowDown");
  await expect(rail(page)).not.toHaveAttribute("aria-valuetext", firstTime!);
  await expect(rail(page)).toBeFocused();
  await rail(page).press("End");
  await expect(rows(page).last()).toHaveAttribute("aria-posinset", String(count));
  await rail(page).press("Home");
  await expect(rail(page)).toHaveAttribute("aria-valuenow", "100");
  await expect(rows(page).first()).toHaveAttribute("aria-posinset", "1");
});

test("what fits needs no rail", async ({ adminPage: page }) => {
  await page.goto("/explore?q=xyzzy-7731");
  await expect(total(page)).toHaveAttribute("data-total", "1");
  await expect(rows(page)).toHaveCount(1);
  await expect(page.locator(".time-rail")).toHaveCount(0);
});
