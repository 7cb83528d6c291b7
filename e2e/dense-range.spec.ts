import { signInByApi } from "./api-client.ts";
import { expect, expectAccessible, test } from "./fixtures.ts";
import { startAppWithAdmin } from "./running-app.ts";

const OUTAGE_MS = Date.parse("2026-11-19T14:00:00Z");

/** A line of years ago, and an outage of a quarter of an hour; the browser is an hour ahead of UTC. */
const LINES = [
  "2003-02-01T00:00:00.000Z INFO gateway started",
  ...Array.from(
    { length: 900 },
    (_, second) => `${new Date(OUTAGE_MS + second * 1000).toISOString()} ERROR gateway upstream checkout is gone`,
  ),
];

test.use({
  app: async ({}, use) => {
    const app = await startAppWithAdmin();
    const api = await signInByApi(app.url);
    await api.untilDone(await api.upload("gateway.log", new Blob([`${LINES.join("\n")}\n`])));
    await use(app);
    await app.stop();
  },
});

test("where one old line makes the range decades long, one click goes to where the entries are", async ({
  adminPage: page,
}) => {
  await page.goto("/");
  await expect(page.getByText("99.9% of the entries are within 19 Nov 2026 15:00 – 15:15.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Zoom in" }).click();
  await expect(page.getByRole("button", { name: "19 Nov 2026 15:00 – 15:15" })).toBeVisible();
  await expect(page.getByText("Entries per 10 s")).toBeVisible();
  await expect(page.getByText("of the entries are within")).toHaveCount(0);

  await page.goto("/explore?q=checkout OR started");
  await page.getByRole("button", { name: "99.9% are within 19 Nov 2026 15:00 – 15:15" }).click();
  await expect(page.getByText("of 900 entries")).toBeVisible();
  await expect(page).toHaveURL(/start=2026-11-19T14%3A00/);
});
