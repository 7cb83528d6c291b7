import { summary, timeline } from "@faultline/contract";
import type { Locator, Page } from "@playwright/test";
import { signInByApi } from "./api-client.ts";
import { expect, test } from "./fixtures.ts";

const CHARTS = ["Log Volume Timeline", "Log Level Breakdown", "Top Services", "Severity Radar"] as const;
const BUCKETS = 120;

const chart = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

/** The numbers of a chart's table, row by row. */
async function tableOf(card: Locator): Promise<{ label: string; values: number[] }[]> {
  await card.getByRole("button", { name: "Show table" }).click();
  const rows = await card
    .locator("tbody tr")
    .evaluateAll((elements) =>
      elements.map((row) => [...row.querySelectorAll("td")].map((cell) => cell.textContent ?? "")),
    );
  await card.getByRole("button", { name: "Show chart" }).click();
  return rows.map(([label = "", ...values]) => ({
    label,
    values: values.map((text) => Number(text.replace(/\D/g, ""))),
  }));
}

test("the four charts are drawn, each with a text alternative", async ({ adminPage: page }) => {
  await page.goto("/");
  for (const name of CHARTS) {
    const canvas = chart(page, name).getByRole("img");
    await expect(canvas).toBeVisible();
    await expect(canvas).toHaveAttribute("aria-label", /\d/);
    const isDrawn = await canvas.evaluate((element) => {
      const { width, height } = element as HTMLCanvasElement;
      return (element as HTMLCanvasElement).getContext("2d")!.getImageData(0, 0, width, height).data.some(Boolean);
    });
    expect(isDrawn, `${name} is not blank`).toBe(true);
  }
});

test("what is asked for with the page's HTML is what the page then asks for", async ({ adminPage: page }) => {
  const answer = await page.goto("/");
  await expect(chart(page, CHARTS[0]).getByRole("img")).toBeVisible();
  const hinted = [...(answer!.headers()["link"] ?? "").matchAll(/<([^>]+)>; rel=preload; as=fetch/g)].map(
    ([, url]) => url,
  );
  const asked = await page.evaluate(() =>
    performance.getEntriesByType("resource").map(({ name }) => name.slice(location.origin.length)),
  );
  expect(hinted).toContain("/auth/me");
  for (const url of hinted) {
    const path = url!.split("?")[0];
    expect(new Set(asked.filter((name) => name.split("?")[0] === path))).toEqual(new Set([url]));
  }
});

test("cards and tables say what the API says", async ({ adminPage: page, app }) => {
  const api = await signInByApi(app.url);
  const counts = await api.get(summary, "/stats/summary");
  const { buckets } = await api.get(timeline, `/stats/timeline?buckets=${BUCKETS}`);
  const countOf = (level: string) => counts.level_breakdown.find((entry) => entry.level === level)?.count ?? 0;
  await page.goto("/");
  for (const [stat, value] of [
    ["entries", counts.total_entries],
    ["files", counts.total_files],
    ["errors", countOf("ERROR")],
    ["warnings", countOf("WARNING")],
  ] as const) {
    await expect(page.locator(`[data-stat="${stat}"] [data-value]`)).toHaveAttribute("data-value", String(value));
  }

  const levels = await tableOf(chart(page, "Log Level Breakdown"));
  const byCount = (a: number, b: number) => a - b;
  expect(levels.flatMap(({ values }) => values).sort(byCount)).toEqual(
    counts.level_breakdown.map(({ count }) => count).sort(byCount),
  );
  const services = await tableOf(chart(page, "Top Services"));
  expect(services.map(({ label, values }) => ({ service: label, count: values[0] }))).toEqual(counts.top_services);
  const severities = await tableOf(chart(page, "Severity Radar"));
  expect(severities.map(({ values }) => values[0])).toEqual(
    ["FATAL", "ERROR", "WARNING", "INFO", "DEBUG", "TRACE"].map(countOf),
  );
  const volume = await tableOf(chart(page, "Log Volume Timeline"));
  expect(volume.map(({ values }) => values)).toEqual(
    buckets.map(({ total, fatal, error, warning }) => [total, fatal, error, warning]),
  );
});

test("a number in a table opens the entries it counts", async ({ adminPage: page, app }) => {
  const api = await signInByApi(app.url);
  const { level_breakdown } = await api.get(summary, "/stats/summary");
  const warnings = level_breakdown.find(({ level }) => level === "WARNING")!.count;
  await page.goto("/");
  const card = chart(page, "Log Level Breakdown");
  await card.getByRole("button", { name: "Show table" }).click();
  await card
    .getByRole("row", { name: /^Warning/ })
    .getByRole("button")
    .click();
  await expect(page).toHaveURL(/\/explore\?level=WARNING$/);
  const total = page.getByRole("group", { name: "List" }).getByRole("status");
  await expect(total).toHaveAttribute("data-total", String(warnings));
});

/** Where something of a chart can be hit, as shares of the canvas, and what the explorer is then opened with. */
const HITS = [
  { name: "Log Volume Timeline", x: 0.5, y: 0.5, opens: /\/explore\?.*start=.*end=/ },
  { name: "Log Level Breakdown", x: "ring", y: 0.5, opens: /\/explore\?level=(INFO|DEBUG)$/ },
  { name: "Top Services", x: 0.5, y: 0.08, opens: /\/explore\?service=gateway$/ },
] as const;

for (const { name, x, y, opens } of HITS) {
  test(`a click into ${name} opens the explorer there`, async ({ adminPage: page }) => {
    await page.goto("/");
    const canvas = chart(page, name).getByRole("img");
    await expect(canvas).toBeVisible();
    const box = (await canvas.boundingBox())!;
    // Of the ring, its outermost point at the left, a little inwards.
    const left = x === "ring" ? box.width / 2 - Math.min(box.width, box.height) * 0.44 : box.width * x;
    await canvas.click({ position: { x: left, y: box.height * y } });
    await expect(page).toHaveURL(opens);
  });
}
