import { drop } from "./drop-files.ts";
import { expect, expectAccessible, signIn, test } from "./fixtures.ts";
import { startApp } from "./running-app.ts";
import { makeCorpus } from "./seed.ts";

const ADMIN = { username: "night-shift", password: "a long enough one" };

test.use({
  app: async ({}, use) => {
    const app = await startApp();
    await use(app);
    await app.stop();
  },
});

test("from a fresh install to the first look at one's logs", async ({ page, context, app }) => {
  test.slow();
  await page.goto("/explore");
  await expect(page, "there is no account yet").toHaveURL(/\/welcome$/);
  await expectAccessible(page);
  await page.getByLabel("Username").fill(ADMIN.username);
  await page.getByLabel("Password", { exact: true }).fill(ADMIN.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page, "what comes next is uploading").toHaveURL(/\/files$/);
  await expect(page.getByText("No files yet")).toBeVisible();

  const shop = makeCorpus("app", 5000);
  const orders = makeCorpus("log4j", 800);
  await drop(page, [
    { name: "shop.log", text: shop.text },
    { name: "orders.log", text: orders.text },
    { name: "picture.png", text: "no log at all" },
  ]);
  const files = page.getByRole("list", { name: "Files", exact: true });
  for (const [name, counts] of [
    ["shop.log", shop.counts],
    ["orders.log", orders.counts],
  ] as const) {
    const card = files.getByRole("listitem").filter({ has: page.getByRole("heading", { name }) });
    await expect(card).toContainText("Processed", { timeout: 30_000 });
    await expect(card.locator("[data-entries]")).toHaveAttribute("data-entries", String(counts.entries));
    await expect(card.getByTitle(/entries in/)).toHaveAttribute(
      "title",
      new RegExp(`in ${counts.lines.toLocaleString("en")} lines`),
    );
  }
  const uploads = page.getByRole("list", { name: "Uploads" });
  await expect(uploads.getByRole("listitem").filter({ hasText: "picture.png" })).toContainText(/invalid file type/i);

  await page.getByRole("link", { name: "Dashboard", exact: true }).click();
  const entries = page.locator('[data-stat="entries"] [data-value]');
  await expect(entries).toHaveAttribute("data-value", String(shop.counts.entries + orders.counts.entries));

  await context.clearCookies();
  await page.goto("/welcome");
  await expect(page, "the first account is made once").toHaveURL(/\/sign-in/);
  await signIn(context, app, ADMIN);
  await page.goto("/");
  await expect(page.getByRole("button", { name: `Account of ${ADMIN.username}` })).toBeVisible();
});

// 400: the file of a kind that is refused.
test.use({ expectedStatuses: [400, 401] });
