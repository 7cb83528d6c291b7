import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "./fixtures.ts";

const CHARTS = [
  "Anomaly Score Timeline",
  "Error Rate & Event Volume",
  "Log Composition Over Time",
  "Anomaly Score Distribution",
  "Top Error Clusters",
  "Service Activity Over Time",
];
const chart = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

test("a run of the analytics fills six charts, the anomalies and the error clusters", async ({ adminPage: page }) => {
  test.slow();
  await page.goto("/");
  await page.getByRole("button", { name: "Run analytics" }).click();
  for (const name of CHARTS) await expect(chart(page, name).getByRole("img")).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole("button", { name: "Run analytics" })).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);

  await page.goto("/anomalies");
  const row = page.getByRole("list", { name: "Unusual windows" }).getByRole("button").first();
  await row.press("Enter");
  await expect(page).toHaveURL(/open=\d+/);
  await expect(page.getByRole("link", { name: /^Open the window/ })).toHaveAttribute("href", /start=.*end=/);
  await expectAccessible(page);

  await page.goto("/clusters");
  const cluster = page.getByRole("list", { name: "Error clusters" }).getByRole("link").first();
  const count = /open its ([\d,]+) entr/.exec((await cluster.getAttribute("aria-label"))!)![1]!;
  await expectAccessible(page);
  await cluster.click();
  await expect(page).toHaveURL(/\/explore\?.*q=cluster/);
  await expect(page.getByRole("group", { name: "List" }).getByRole("status")).toHaveAttribute(
    "data-total",
    count.replaceAll(",", ""),
  );
});

test("a range of a chart over time is selected with the pointer, and with the keyboard", async ({
  adminPage: page,
}) => {
  await page.goto("/");
  const canvas = chart(page, "Log Volume Timeline").getByRole("img");
  await expect(canvas).toBeVisible();
  const box = (await canvas.boundingBox())!;
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.4, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, y, { steps: 4 });
  await page.mouse.up();
  await expect(page).toHaveURL(/\/\?start=.*end=/);

  const zoomed = page.url();
  await chart(page, "Log Volume Timeline").getByRole("application").focus();
  for (const key of ["ArrowRight", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "Enter"]) {
    await page.keyboard.press(key);
  }
  await expect(page).not.toHaveURL(zoomed);
  await expect(page).toHaveURL(/\/\?start=.*end=/);
});

test("the command palette and the go-to keys lead everywhere", async ({ adminPage: page }) => {
  await page.goto("/files");
  await page.getByRole("button", { name: "Search and commands" }).waitFor();
  await page.keyboard.press("Control+k");
  const input = page.getByRole("combobox", { name: "Search the logs or type a command" });
  await expect(input).toBeFocused();
  await expectAccessible(page);
  await input.fill("error clu");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/clusters$/);
  await page.keyboard.press("g");
  await page.keyboard.press("s");
  await expect(page).toHaveURL(/\/settings$/);
  await page.keyboard.press("Control+k");
  await input.fill("xyzzy-7731");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/explore\?q=xyzzy-7731$/);
});

test.describe("while the analytics cannot be asked", () => {
  test.use({ expectedStatuses: [503] });

  test("each page says so and offers to try again, and none says that they have not run", async ({
    adminPage: page,
  }) => {
    const problem = { type: "about:blank", title: "Service Unavailable", status: 503, code: "unavailable" };
    const json = { ...problem, detail: "The engine does not answer." };
    await page.route("**/analytics/**", (route) => route.fulfill({ status: 503, json }));
    for (const path of ["/", "/anomalies", "/clusters", "/patterns"]) {
      await page.goto(path);
      await expect(page.getByRole("alert").getByRole("button", { name: "Try again" })).toBeVisible({ timeout: 20_000 });
      await expect(page.getByText(/not run yet/i)).toHaveCount(0);
    }
    await page.unroute("**/analytics/**");
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("alert")).toHaveCount(0);
  });
});
