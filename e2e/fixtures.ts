import { SAME_ORIGIN_HEADER } from "@faultline/contract";
import { AxeBuilder } from "@axe-core/playwright";
import { test as base, expect, type BrowserContext, type Page } from "@playwright/test";
import { watchPage } from "./page-watch.ts";
import { ADMIN, startAppWithAdmin, type RunningApp } from "./running-app.ts";
import { seed, type Seed } from "./seed.ts";

interface TestFixtures {
  /** The app this test's pages are of. */
  readonly app: RunningApp;
  /** Statuses of refusals that the test provokes. */
  readonly expectedStatuses: readonly number[];
  readonly theme: "dark" | "light";
  /** A page where the admin is signed in. */
  readonly adminPage: Page;
}

interface WorkerFixtures {
  /** One app for all tests of a worker that do not change it, with known logs in it. */
  readonly seeded: { readonly app: RunningApp; readonly seed: Seed };
  /** One app, empty at first, for the tests of a worker that change it. */
  readonly scratch: RunningApp;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  seeded: [
    async ({}, use) => {
      const app = await startAppWithAdmin();
      await use({ app, seed: await seed(app) });
      await app.stop();
    },
    { scope: "worker", timeout: 240_000 },
  ],
  scratch: [
    async ({}, use) => {
      const app = await startAppWithAdmin();
      await use(app);
      await app.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  app: async ({ seeded }, use) => use(seeded.app),
  baseURL: async ({ app }, use) => use(app.url),
  // Whether somebody is signed in is asked by a request that says 401 when not.
  expectedStatuses: [[401], { option: true }],
  theme: ["dark", { option: true }],
  page: async ({ page, app, expectedStatuses, theme }, use) => {
    const faults = watchPage(page, app.url, expectedStatuses);
    if (theme === "light") await page.addInitScript(() => localStorage.setItem("faultline-theme", "light"));
    await use(page);
    expect(faults(), "what the page must not do").toEqual([]);
  },
  adminPage: async ({ page, context, app }, use) => {
    await signIn(context, app, ADMIN);
    await use(page);
  },
});

/** Signs in as the web app does, without its form. */
export async function signIn(
  context: BrowserContext,
  app: RunningApp,
  data: { username: string; password: string },
): Promise<void> {
  const headers = { [SAME_ORIGIN_HEADER.name]: SAME_ORIGIN_HEADER.value };
  const answer = await context.request.post(`${app.url}/auth/session`, { data, headers });
  expect(answer.status(), await answer.text()).toBe(200);
}

/** No finding of axe that keeps people from using the page. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  // Soft, so that one run tells of all pages.
  expect.soft(grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`)).toEqual([]);
}

export async function expectNothingBeyondTheEdge(page: Page): Promise<void> {
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(excess, "the page does not scroll sideways").toBeLessThanOrEqual(0);
}

export { expect };
