import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectNothingBeyondTheEdge, test } from "./fixtures.ts";

const SIZES = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
];

/** What a run has found, or that there was none. */
const resultsOr = (page: Page, list: string) =>
  page.getByRole("list", { name: list }).or(page.getByText("The analytics have not run yet"));

/** The pages, and what each shows once it is complete. */
const PAGES: readonly { path: string; isReady: (page: Page) => Promise<void> }[] = [
  {
    path: "/",
    isReady: (page) => expect(page.getByRole("region", { name: "Severity Radar" }).getByRole("img")).toBeVisible(),
  },
  { path: "/explore", isReady: (page) => expect(page.getByRole("option").first()).toBeVisible() },
  {
    path: "/explore?q=nothing-has-this-in-it",
    isReady: (page) => expect(page.getByText("No entries match")).toBeVisible(),
  },
  { path: "/files", isReady: (page) => expect(page.getByRole("heading", { name: "shop.log" })).toBeVisible() },
  { path: "/patterns", isReady: (page) => expect(page.getByRole("list", { name: "Patterns" })).toBeVisible() },
  { path: "/anomalies", isReady: (page) => expect(resultsOr(page, "Unusual windows")).toBeVisible() },
  { path: "/clusters", isReady: (page) => expect(resultsOr(page, "Error clusters")).toBeVisible() },
  { path: "/settings", isReady: (page) => expect(page.getByRole("heading", { name: "API keys" })).toBeVisible() },
  { path: "/no-such-page", isReady: (page) => expect(page.getByRole("link").first()).toBeVisible() },
];

for (const theme of ["dark", "light"] as const) {
  for (const viewport of SIZES) {
    test.describe(`${theme}, ${viewport.width} px`, () => {
      test.use({ theme, viewport });

      test("no page keeps anybody out or reaches beyond the edge", async ({ adminPage: page, context }) => {
        test.slow();
        for (const { path, isReady } of PAGES) {
          await test.step(path, async () => {
            await page.goto(path);
            await isReady(page);
            await expectAccessible(page);
            await expectNothingBeyondTheEdge(page);
          });
        }
        await test.step("an open entry", async () => {
          await page.goto("/explore");
          await page.getByRole("option").first().click();
          await expect(page.getByRole("complementary", { name: "Open entry" })).toBeVisible();
          await expectAccessible(page);
          await expectNothingBeyondTheEdge(page);
        });
        await test.step("/sign-in", async () => {
          await context.clearCookies();
          await page.goto("/sign-in");
          await expect(page.getByLabel("Username")).toBeVisible();
          await expectAccessible(page);
          await expectNothingBeyondTheEdge(page);
        });
      });
    });
  }
}

test.describe("768 px", () => {
  test.use({ viewport: { width: 768, height: 1024 } });

  test("what is in the top bar has its room", async ({ adminPage: page }) => {
    await page.goto("/explore");
    await expect(page.getByRole("option").first()).toBeVisible();
    const controls = page.getByRole("banner").locator("h1, button:visible, input:visible");
    const boxes = await controls.evaluateAll((all) =>
      all.map((control) => control.getBoundingClientRect()).map(({ left, right }) => ({ left, right })),
    );
    expect(boxes.length).toBeGreaterThan(6);
    boxes.forEach(({ left, right }, index) => {
      expect(right - left).toBeGreaterThanOrEqual(32);
      if (index > 0) expect(left).toBeGreaterThanOrEqual(boxes[index - 1]!.right);
    });
    await expectNothingBeyondTheEdge(page);
    await expect(page.getByRole("button", { name: "Collapse sidebar" })).toHaveCount(0);
  });
});

test("the theme is chosen by a click and kept", async ({ adminPage: page }) => {
  await page.goto("/");
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(await ground()).toBe("rgb(11, 13, 23)");
  await page.getByRole("button", { name: "Use light theme" }).click();
  await expect.poll(ground).toBe("rgb(246, 246, 251)");
  await page.reload();
  expect(await ground()).toBe("rgb(246, 246, 251)");
});
