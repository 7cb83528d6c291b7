import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectNothingBeyondTheEdge, signIn, test } from "./fixtures.ts";
import { startAppWithAdmin } from "./running-app.ts";
import { VIEWER } from "./seed.ts";

/** The pages, and what each says while there is nothing in it and while it cannot be had. */
const PAGES = [
  { path: "/", empty: "No logs yet", failing: "The dashboard could not be loaded" },
  { path: "/explore", empty: "No logs yet", failing: "The entries could not be loaded" },
  { path: "/files", empty: "No files yet", failing: "The files could not be loaded" },
  { path: "/patterns", empty: "No logs yet", failing: "The patterns could not be loaded" },
  { path: "/anomalies", empty: "No logs yet", failing: "The anomalies could not be loaded" },
  { path: "/clusters", empty: "No logs yet", failing: "The error clusters could not be loaded" },
  { path: "/settings", empty: "No keys yet", failing: "The keys could not be loaded" },
] as const;

const DESK = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };
/** Of the refusals, 503 is asked again twice, which takes its time. */
const APPEARANCES = [
  { theme: "dark", viewport: DESK, refusal: 503 },
  { theme: "light", viewport: PHONE, refusal: 500 },
  { theme: "light", viewport: DESK, refusal: 500 },
  { theme: "dark", viewport: PHONE, refusal: 500 },
] as const;

/** All that pages ask for but who is signed in and what the server is. */
const isData = (url: URL) =>
  /^\/(logs|stats|analytics|timeline|searches|users|auth\/(users|api-keys))(\/|$)/.test(url.pathname);

async function expectSound(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectNothingBeyondTheEdge(page);
}

for (const { theme, viewport, refusal } of APPEARANCES) {
  test.describe(`${theme}, ${viewport.width} px`, () => {
    test.use({ theme, viewport });

    test("each page shows that it loads", async ({ adminPage: page }) => {
      await page.route(isData, () => {});
      for (const { path } of PAGES) {
        await test.step(path, async () => {
          await page.goto(path);
          await expect(page.locator(".skeleton").first()).toBeVisible();
          await expectSound(page);
        });
      }
      await page.unrouteAll({ behavior: "ignoreErrors" });
    });

    test.describe("while the server refuses", () => {
      test.use({ expectedStatuses: [refusal] });

      test("each page says what it could not load, why, and offers to try again", async ({ adminPage: page }) => {
        const detail = "The engine does not answer.";
        const problem = { type: "about:blank", title: "Refused", status: refusal, code: "unavailable", detail };
        await page.route(isData, (route) => route.fulfill({ status: refusal, json: problem }));
        for (const { path, failing } of PAGES) {
          await test.step(path, async () => {
            await page.goto(path);
            const failure = page.getByRole("alert").filter({ hasText: failing });
            await expect(failure).toContainText(detail);
            await expect(failure.getByRole("button", { name: "Try again" })).toBeVisible();
            await expectSound(page);
          });
        }
      });
    });

    test.describe("without logs", () => {
      test.use({
        app: async ({}, use) => {
          const app = await startAppWithAdmin();
          await use(app);
          await app.stop();
        },
      });

      test("each page says what is missing", async ({ adminPage: page }) => {
        for (const { path, empty } of PAGES) {
          await test.step(path, async () => {
            await page.goto(path);
            await expect(page.getByText(empty).first()).toBeVisible();
            await expect(page.getByRole("alert")).toHaveCount(0);
            await expectSound(page);
          });
        }
      });
    });

    test("a viewer finds each page sound", async ({ page, context, app }) => {
      await signIn(context, app, VIEWER);
      for (const { path } of PAGES) {
        await test.step(path, async () => {
          await page.goto(path);
          await expect(page.getByRole("main")).toContainText(/\w/);
          await expect(page.locator(".skeleton")).toHaveCount(0);
          await expect(page.getByRole("alert")).toHaveCount(0);
          await expectSound(page);
        });
      }
    });
  });
}
