import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { ADMIN } from "./running-app.ts";

/** Keeps back the script whose file begins with this name until it is let go. */
async function holdScript(page: Page, name: string): Promise<() => void> {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(`**/assets/${name}-*.js`, async (route) => {
    await held;
    await route.continue();
  });
  return () => letGo();
}

test("a menu clicked before its script is there opens as it arrives, and gives the focus back", async ({
  adminPage: page,
}) => {
  const letGo = await holdScript(page, "account-dropdown");
  await page.goto("/");
  const button = page.getByRole("button", { name: `Account of ${ADMIN.username}` });
  await button.click();
  await expect(button).toBeFocused();
  letGo();
  await expect(page.getByRole("menuitem", { name: "Sign out" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toBeHidden();
  await expect(button).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Settings" })).toBeVisible();
});

test("the time range opens by the keyboard before its script is there", async ({ adminPage: page }) => {
  const letGo = await holdScript(page, "range-choice");
  await page.goto("/");
  const button = page.getByRole("button", { name: /^Time range/ });
  const place = await button.boundingBox();
  await button.press("Enter");
  letGo();
  await page.getByRole("button", { name: "Last hour" }).click();
  await expect(page).toHaveURL(/range=1h/);
  await expect(button).toHaveAccessibleName("Time range: Last hour");
  await button.click();
  await page.getByRole("button", { name: "All data" }).click();
  await expect(button).toHaveAccessibleName("Time range: All data");
  expect(await button.boundingBox(), "the button has not moved").toEqual(place);
});

test("what stands in for the choice of a file looks like it and hands over the focus", async ({
  adminPage: page,
  seeded,
}) => {
  const letGo = await holdScript(page, "file-select");
  await page.goto("/");
  const input = page.getByRole("combobox", { name: "File", exact: true });
  const looks = () =>
    input.evaluate((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const { borderColor, color, fontSize, fontFamily, paddingLeft, backgroundColor } = getComputedStyle(element);
      const placeholder = getComputedStyle(element, "::placeholder").color;
      return {
        x,
        y,
        width,
        height,
        borderColor,
        color,
        fontSize,
        fontFamily,
        paddingLeft,
        backgroundColor,
        placeholder,
      };
    });
  await expect(input).toBeVisible();
  const before = await looks();
  await input.focus();
  letGo();
  const option = page.getByRole("option", { name: "shop.log" });
  await expect(option).toBeVisible();
  await expect(input).toBeFocused();
  await page.keyboard.press("Escape");
  await input.blur();
  expect(await looks()).toEqual(before);
  await input.click();
  await option.click();
  await expect(page).toHaveURL(new RegExp(`file=${seeded.seed.fileIds["shop.log"]}`));
  await page.reload();
  await expect(input).toHaveValue("shop.log");
});

test("one who went on before the choice of a file was there keeps the focus", async ({ adminPage: page }) => {
  const letGo = await holdScript(page, "file-select");
  await page.goto("/");
  await page.getByRole("combobox", { name: "File", exact: true }).focus();
  await page.keyboard.press("Tab");
  const next = page.getByRole("button", { name: "Search and commands" });
  await expect(next).toBeFocused();
  letGo();
  await expect(page.locator(".mantine-Select-input")).toBeVisible();
  await expect(next).toBeFocused();
  await expect(page.getByRole("listbox")).toBeHidden();
});

test("a mouse that rests on a button is told what it does, one that passes is not", async ({ adminPage: page }) => {
  await page.goto("/");
  const button = page.getByRole("button", { name: "Use light theme" });
  await button.hover();
  await expect(page.getByRole("tooltip")).toHaveText("Use light theme");
  await page.mouse.move(640, 700);
  await expect(page.getByRole("tooltip")).toBeHidden();
  await button.hover();
  await expect(page.getByRole("tooltip")).toBeVisible();
});
