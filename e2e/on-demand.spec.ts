import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "./fixtures.ts";
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
  await expect(button, "the menu has the focus").not.toBeFocused();
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

test("of many files none is taken before what is typed was looked for", async ({ adminPage: page }) => {
  let answer = () => {};
  const mayAnswer = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route("**/logs/files?*", async (route) => {
    const response = await route.fetch();
    if (new URL(route.request().url()).searchParams.has("q")) {
      await mayAnswer;
      return route.fulfill({ response });
    }
    return route.fulfill({ response, json: { ...(await response.json()), total: 1000 } });
  });
  await page.goto("/");
  await page.getByRole("combobox", { name: "File", exact: true }).click();
  const option = page.getByRole("option", { name: "shop.log" });
  await expect(option).toBeVisible();
  await page.keyboard.type("shop");
  await page.keyboard.press("Enter");
  await expect(option).toBeVisible();
  await expect(option).not.toHaveAttribute("data-combobox-selected");
  answer();
  await expect(option).toHaveAttribute("data-combobox-selected");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/[?&]file=\d/);
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

test("a menu does not open over one who went on before it was there", async ({ adminPage: page }) => {
  const letGo = await holdScript(page, "account-dropdown");
  await page.goto("/");
  await page.getByRole("button", { name: `Account of ${ADMIN.username}` }).click();
  const other = page.getByRole("switch", { name: "Show times in UTC" });
  await other.focus();
  letGo();
  await expect(page.locator(".avatar[id]"), "the menu is there").toBeVisible();
  await expect(other).toBeFocused();
  await expect(page.getByRole("menu")).toBeHidden();
});

test("the menu of a narrow page gives the focus back the first time too", async ({ adminPage: page }) => {
  await page.setViewportSize({ width: 600, height: 900 });
  await page.goto("/");
  const button = page.getByRole("button", { name: "Open menu" });
  await button.click();
  await expect(page.getByRole("dialog", { name: "Menu" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "Menu" })).toBeHidden();
  await expect(button).toBeFocused();
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

test("a button that opens a card has its tooltip too", async ({ adminPage: page }) => {
  await page.goto("/explore");
  await page.getByRole("button", { name: "Query syntax" }).hover();
  await expect(page.getByRole("tooltip")).toHaveText("Query syntax");
});

test.describe("A script that cannot be fetched", () => {
  test.use({ expectedStatuses: [401, 404] });

  /** Answers for the script whose file begins with this name that it is not there, until that is taken back. */
  async function missScript(page: Page, name: string): Promise<() => Promise<void>> {
    const url = `**/assets/${name}-*.js`;
    await page.route(url, (route) => route.fulfill({ status: 404 }));
    return () => page.unroute(url);
  }

  test("leaves the page as it is, which says so, and is fetched at the next click", async ({ adminPage: page }) => {
    const find = await missScript(page, "account-dropdown");
    await page.goto("/");
    const button = page.getByRole("button", { name: `Account of ${ADMIN.username}` });
    await button.click();
    await expect(page.getByRole("alert")).toContainText("could not be loaded");
    await expect(page.getByRole("heading", { name: "Dashboard", level: 1 })).toBeVisible();
    await expectAccessible(page);
    await find();
    await button.click();
    await expect(page.getByRole("menuitem", { name: "Sign out" })).toBeVisible();
    await expect(page.getByRole("alert")).toHaveCount(0);
  });

  test("of a page is told in plain words, and trying again brings the page", async ({ adminPage }) => {
    // One that may write to the console: the router tells there of pages that it could not draw.
    const page = await adminPage.context().newPage();
    await page.route("**/assets/settings-page-*.css", (route) => route.fulfill({ status: 404 }));
    await page.goto("/settings");
    const failure = page.getByRole("alert").filter({ hasText: "This page could not be loaded" });
    await expect(failure).toContainText("Check that Faultline is running");
    await expect(failure).not.toContainText("assets");
    await page.route("**/health", (route) => route.abort());
    await failure.getByRole("button", { name: "Try again" }).click();
    await expect(failure).toContainText("There is still no answer.");
    await page.unrouteAll({ behavior: "ignoreErrors" });
    await failure.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("heading", { name: "API keys" })).toBeVisible();
  });

  test("of what lies over the page is fetched again when that is asked for again", async ({ adminPage: page }) => {
    const find = await missScript(page, "shortcut-list");
    await page.goto("/");
    await expect(page.getByRole("heading", { name: "Dashboard", level: 1 })).toBeVisible();
    await page.keyboard.press("?");
    await expect(page.getByRole("alert")).toContainText("could not be loaded");
    await find();
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  });

  test("of the charts leaves their tables, and one click draws them all", async ({ adminPage: page }) => {
    const find = await missScript(page, "chart-canvas");
    await page.goto("/");
    const chart = page.getByRole("region", { name: "Top Services" });
    await expect(chart).toContainText("The chart could not be drawn");
    await expectAccessible(page);
    await chart.getByRole("button", { name: "Show table" }).click();
    await expect(chart.getByRole("row").nth(1)).toContainText(/\d/);
    await chart.getByRole("button", { name: "Show chart" }).click();
    await find();
    await chart.getByRole("button", { name: "Try again" }).click();
    await expect(chart.locator("canvas")).toBeVisible();
    await expect(chart.getByRole("heading")).toBeFocused();
    await expect(page.getByText("The chart could not be drawn")).toHaveCount(0);
  });

  test("of a tooltip is missed by nobody", async ({ adminPage: page }) => {
    const find = await missScript(page, "hint");
    await page.goto("/");
    const button = page.getByRole("button", { name: "Use light theme" });
    const answers: string[] = [];
    page.on("response", (response) => response.status() === 404 && answers.push(response.url()));
    await button.hover();
    // Once as the mouse comes, once as it rests.
    await expect.poll(() => answers.length).toBeGreaterThan(1);
    await page.mouse.move(640, 700);
    await find();
    await button.hover();
    await expect(page.getByRole("tooltip")).toHaveText("Use light theme");
  });

  test("leaves the number of the file that the page is narrowed to", async ({ adminPage: page, seeded }) => {
    const id = seeded.seed.fileIds["shop.log"];
    const find = await missScript(page, "file-select");
    await page.goto(`/?file=${id}`);
    const input = page.getByRole("combobox", { name: "File", exact: true });
    await expect(input).toHaveValue(`File ${id}`);
    await expect(page.getByRole("heading", { name: "Dashboard", level: 1 })).toBeVisible();
    await input.click();
    await expect(page.getByRole("alert")).toContainText("could not be loaded");
    await find();
    await input.click();
    await expect(input).toHaveValue("shop.log");
  });
});
