import { expect, expectAccessible, test } from "./fixtures.ts";

test("patterns are found by their text, unfold to their values, and open exactly their entries", async ({
  adminPage: page,
}) => {
  await page.goto("/patterns");
  const patterns = page.getByRole("list", { name: "Patterns" }).getByRole("listitem");
  await expect(patterns.filter({ hasText: "session opened for user" }).first()).toBeVisible();
  await page.getByRole("textbox", { name: "Find a pattern" }).fill("payments-db exhausted");
  await expect(page.getByRole("list", { name: "Patterns" }).getByRole("button")).toHaveCount(2);
  await expect(page).toHaveURL(/find=payments/);

  await page.getByRole("textbox", { name: "Find a pattern" }).fill("pool has");
  const found = page
    .getByRole("list", { name: "Patterns" })
    .getByRole("link", { name: /^pool has <\*> idle/ })
    .first();
  const count = /open its ([\d,]+) entr/.exec((await found.getAttribute("aria-label"))!)![1]!;
  await page
    .getByRole("button", { name: /^Details of pool has/ })
    .first()
    .press("Enter");
  await expect(page.getByRole("region", { name: "Over time" }).getByRole("img")).toBeVisible();
  // Fifty connections, in each of its entries.
  await expect(page.getByText(/^2\. number/)).toBeVisible();
  await expect(page.getByTitle(new RegExp(`^50: ${count}$`))).toBeVisible();
  await expect(patterns.first()).toContainText(/First seen \d.*Last seen \d/);
  await expect(found).toHaveAttribute("title", /^First seen .+ UTC, last seen .+ UTC$/);
  await expectAccessible(page);

  await found.click();
  await expect(page).toHaveURL(/\/explore\?.*q=template/);
  await expect(page.locator("[data-total]")).toHaveAttribute("data-total", count.replaceAll(",", ""));
});

test("nothing that is new is said to be so, and all patterns are one click away", async ({ adminPage: page }) => {
  await page.goto("/patterns?new=true");
  await expect(page.getByText("No pattern is new in this range")).toBeVisible();
  await page.getByRole("button", { name: "Show all" }).click();
  await expect(page.getByRole("list", { name: "Patterns" })).toBeVisible();
});
