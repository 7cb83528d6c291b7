import type { Locator, Page } from "@playwright/test";
import { signInByApi } from "./api-client.ts";
import { expect, test } from "./fixtures.ts";
import { makeCorpus } from "./seed.ts";

test.use({ viewport: { width: 390, height: 844 } });

/** A point just inside the middle of each edge of each control hits that control; fingers reach further than eyes. */
async function expectOwnEdges(controls: Locator, least: number): Promise<void> {
  await expect(controls.nth(least - 1)).toBeVisible();
  const missed = await controls.evaluateAll((all) =>
    all.flatMap((control) => {
      control.scrollIntoView({ block: "center", behavior: "instant" });
      const { left, right, top, bottom } = control.getBoundingClientRect();
      const [x, y] = [(left + right) / 2, (top + bottom) / 2];
      const edges = { left: [left + 1, y], right: [right - 1, y], top: [x, top + 1], bottom: [x, bottom - 1] } as const;
      return Object.entries(edges).flatMap(([edge, [atX, atY]]) => {
        const hit = document.elementFromPoint(atX, atY);
        return control.contains(hit) ? [] : [`${edge} of ${control.textContent || control.ariaLabel}`];
      });
    }),
  );
  expect(missed).toEqual([]);
}

test("a tap on a chip of a chart's legend switches no other", async ({ adminPage: page }) => {
  await page.goto("/");
  const legend = page.getByRole("region", { name: "Log Volume Timeline" }).locator(".chart-card__legend");
  await expect(legend).toBeVisible();
  // With more series, or in a wider script, it has more rows.
  await legend.evaluate((element) => (element.style.width = "200px"));
  await expectOwnEdges(page.locator(".legend-chip"), 9);
});

test("what stands in the query box is hit where it is seen", async ({ adminPage: page }) => {
  await page.goto("/explore?q=service:checkout");
  await expectOwnEdges(page.getByRole("search", { name: "Filters" }).locator("button, input"), 6);
});

test.describe("of a file", () => {
  test.use({ app: async ({ scratch }, use) => use(scratch) });

  const isTwoRows = (links: Locator) =>
    links.evaluateAll((all) => new Set(all.map((link) => link.getBoundingClientRect().top)).size === all.length);

  test("its counts are hit where they are seen, however little room they have", async ({ adminPage: page, app }) => {
    const api = await signInByApi(app.url);
    const { text } = makeCorpus("app", 50);
    const noLevel = "2026-11-22 14:03:10 hello\n";
    await api.untilDone(await api.upload("counts.log", new Blob([noLevel, text, "no format takes this\n"])));
    await page.goto("/files");
    const counts = countsOf(page, "counts.log");
    await expectOwnEdges(counts.getByRole("link"), 2);
    await counts.evaluate((element) => (element.style.width = "72px"));
    await expect.poll(() => isTwoRows(counts.getByRole("link"))).toBe(true);
    await expectOwnEdges(counts.getByRole("link"), 2);
  });
});

function countsOf(page: Page, name: string): Locator {
  const card = page.locator("[data-file-id]").filter({ has: page.getByRole("heading", { name, exact: true }) });
  return card.locator(".file-card__counts");
}
