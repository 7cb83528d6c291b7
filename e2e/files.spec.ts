import { gzipSync } from "node:zlib";
import { logEntryPage, logFilePage } from "@faultline/contract";
import type { Locator, Page } from "@playwright/test";
import { signInByApi } from "./api-client.ts";
import { drop } from "./drop-files.ts";
import { expect, expectAccessible, test } from "./fixtures.ts";
import { zipOf } from "../packages/server/src/input/testing/make-archive.ts";
import { makeCorpus } from "./seed.ts";

test.use({ app: async ({ scratch }, use) => use(scratch) });

const cardOf = (page: Page, name: string): Locator =>
  page.locator("[data-file-id]").filter({ has: page.getByRole("heading", { name, exact: true }) });

async function choose(page: Page, name: string, action: RegExp): Promise<void> {
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: action }).click();
}

const processed = (card: Locator) => expect(card).toHaveAttribute("data-status", "processed", { timeout: 30_000 });

test("what was not parsed of a file is one click away", async ({ adminPage: page, app }) => {
  const api = await signInByApi(app.url);
  const { text } = makeCorpus("app", 50);
  const id = await api.upload("mixed.log", new Blob([text, "no format takes this\n", "nor that\n"]));
  await api.untilDone(id);
  await page.goto("/files");
  await cardOf(page, "mixed.log")
    .getByRole("link", { name: /not parsed/ })
    .click();
  await expect(page).toHaveURL(new RegExp(`/explore\\?.*status=failed`));
  await expect(page).toHaveURL(new RegExp(`file=${id}`));
  await expect(page.getByRole("option")).toContainText([/nor that|no format takes this/]);
});

test("files that failed are told why in words, and found among many", async ({ adminPage: page, app }) => {
  const api = await signInByApi(app.url);
  const whole = gzipSync(makeCorpus("log4j", 900).text);
  await api.untilDone(await api.upload("cut.log.gz", new Blob([whole.subarray(0, whole.length / 2)])));
  await page.goto("/files");
  await page.getByRole("group", { name: "Status" }).getByRole("button", { name: "Failed" }).click();
  await expect(page).toHaveURL(/state=failed/);
  const cards = page.getByRole("list", { name: "Files", exact: true }).getByRole("listitem");
  await expect(cards.and(page.locator('[data-status="processed"]'))).toHaveCount(0);
  await expect(cards.first()).toHaveAttribute("data-status", "failed");
  const card = cardOf(page, "cut.log.gz");
  await expect(card.getByRole("alert")).toContainText(/unexpected end of file/);
  await expectAccessible(page);
  await card.getByRole("button", { name: "Try again" }).click();
  await expect(card.getByRole("alert")).toContainText(/unexpected end of file/);
});

test("each file in an archive is shown within it, and goes with it", async ({ adminPage: page, app }) => {
  const api = await signInByApi(app.url);
  const buffer = zipOf([
    ["web/frontend.log", makeCorpus("app", 210).text],
    ["orders.log", makeCorpus("log4j", 35).text],
  ]);
  await page.goto("/files");
  await page.getByLabel("Log files").setInputFiles({ name: "incident.zip", mimeType: "application/zip", buffer });
  const archive = cardOf(page, "incident.zip").first();
  await processed(archive);
  const members = page.getByRole("list", { name: "Files in incident.zip" });
  const frontend = members.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "frontend.log" }) });
  await expect(frontend.locator("[data-entries]")).toHaveAttribute("data-entries", "210");
  await expect(members.locator("[data-file-id]")).toHaveCount(2);
  for (const member of await members.locator("[data-file-id]").all()) await processed(member);
  await expectAccessible(page);
  await archive.getByRole("button", { name: "2 files inside" }).click();
  await expect(members).toBeHidden();

  const [, ...ids] = (await api.get(logFilePage, "/logs/files?limit=3")).items
    .map(({ id }) => id)
    .sort((a, b) => a - b);
  await choose(page, "incident.zip", /^Delete/);
  await expect(page.getByRole("dialog")).toContainText("the 2 files in it with all their entries");
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(archive).toBeHidden();
  for (const id of ids) expect((await api.get(logEntryPage, `/logs?file_id=${id}`)).total).toBe(0);
});

test("a file is found by a part of its name, in an archive too", async ({ adminPage: page, app }) => {
  const api = await signInByApi(app.url);
  await api.untilDone(await api.upload("found/Billing.log", new Blob([makeCorpus("app", 13).text])));
  const zipped = zipOf([["found/billing-worker.log", makeCorpus("log4j", 13).text]]);
  await api.untilDone(await api.upload("bundle.zip", new Blob([Uint8Array.from(zipped)])));
  await page.goto("/files");
  await page.getByRole("textbox", { name: "Find a file" }).fill("found/billing");
  await expect(page.locator("[data-file-id]")).toHaveCount(2);
  await expect(cardOf(page, "billing-worker.log")).toBeVisible();
  await expect(page).toHaveURL(/find=found/);
  await page.getByRole("textbox", { name: "Find a file" }).fill("found/billing_");
  await expect(page.getByText("No file has this in its name")).toBeVisible();
  await page.getByRole("button", { name: "Show all" }).click();
  await expect(page.getByRole("textbox", { name: "Find a file" })).toHaveValue("");
  await expect(cardOf(page, "bundle.zip")).toBeVisible();
});

test("a file is deleted after a question, and with it its entries", async ({ adminPage: page, app }) => {
  const api = await signInByApi(app.url);
  const id = await api.upload("old.log", new Blob([makeCorpus("app", 120).text]));
  await api.untilDone(id);
  await page.goto("/files");
  await choose(page, "old.log", /^Delete/);
  const dialog = page.getByRole("dialog", { name: "Delete this file?" });
  await expect(dialog).toContainText("its 120 entries");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Keep it" }).click();
  await expect(dialog).toBeHidden();
  await expect(cardOf(page, "old.log")).toBeVisible();

  await choose(page, "old.log", /^Delete/);
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(cardOf(page, "old.log")).toHaveCount(0);
  expect((await api.get(logEntryPage, `/logs?file_id=${id}`)).total).toBe(0);
});

test("a large file shows how far it is by itself, can be cancelled, and read on", async ({ adminPage: page }) => {
  test.slow();
  await page.goto("/files");
  const large = makeCorpus("app", 400_000);
  await drop(page, [{ name: "large.log", text: large.text }]);
  const card = cardOf(page, "large.log");
  await expect(card.getByRole("progressbar")).toBeVisible({ timeout: 30_000 });
  await card.getByRole("button", { name: "Cancel large.log" }).click();
  await expect(card).toHaveAttribute("data-status", "cancelled");
  await expect(card).toContainText("Cancelled by admin");
  await expectAccessible(page);
  await card.getByRole("button", { name: "Try again" }).click();
  await expect(card).toHaveAttribute("data-status", "processed", { timeout: 60_000 });
  await expect(card.locator("[data-entries]")).toHaveAttribute("data-entries", String(large.counts.entries));
});

test("a file is processed again in another time zone", async ({ adminPage: page, app }) => {
  const api = await signInByApi(app.url);
  const line = "2026-07-01 12:00:00,250 ERROR [main] depot.Fleet - late\n";
  await api.untilDone(await api.upload("local.log", new Blob([line.repeat(3)])));
  await page.goto("/files");
  await page.getByRole("switch", { name: "Show times in UTC" }).click();
  const card = cardOf(page, "local.log");
  await expect(card).toContainText("1 Jul 2026 12:00:00");
  await choose(page, "local.log", /^Process again/);
  const dialog = page.getByRole("dialog", { name: "Process again" });
  await dialog.getByRole("combobox", { name: "Time zone" }).fill("Tokyo");
  await page.getByRole("option", { name: "Asia/Tokyo" }).click();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Process again" }).click();
  await expect(card).toContainText("1 Jul 2026 03:00:00");
  await expect(card).toContainText("Asia/Tokyo");
});

test.describe("content that is there already", () => {
  test.use({ expectedStatuses: [401, 409] });

  test("is asked about: it can be opened, left out, or taken in all the same", async ({ adminPage: page, app }) => {
    const api = await signInByApi(app.url);
    const { text } = makeCorpus("app", 30);
    const id = await api.upload("first.log", new Blob([text]));
    await api.untilDone(id);
    await page.goto("/files");
    const dialog = page.getByRole("dialog", { name: "This log is here already" });
    await drop(page, [{ name: "second.log", text }]);
    await expect(dialog).toContainText("Already here as first.log");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Leave it out" }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole("list", { name: "Uploads" })).toBeHidden();

    await drop(page, [{ name: "second.log", text }]);
    await dialog.getByRole("button", { name: "Ingest second.log anyway" }).click();
    await processed(cardOf(page, "second.log"));
    await drop(page, [{ name: "third.log", text }]);
    await dialog.getByRole("link", { name: /^Open / }).click();
    await expect(page).toHaveURL(/\/explore\?file=\d+$/);
    const { items } = await api.get(logFilePage, "/logs/files");
    expect(items.filter(({ filename }) => /^(first|second|third)\.log$/.test(filename))).toHaveLength(2);
  });
});

test("the original is downloaded as it was uploaded", async ({ adminPage: page, app }) => {
  const api = await signInByApi(app.url);
  const { text } = makeCorpus("log4j", 40);
  await api.untilDone(await api.upload("orders.log", new Blob([text])));
  await page.goto("/files");
  const download = page.waitForEvent("download");
  await choose(page, "orders.log", /^Download original/);
  const chunks: Buffer[] = [];
  for await (const chunk of await (await download).createReadStream()) chunks.push(chunk as Buffer);
  expect((await download).suggestedFilename()).toBe("orders.log");
  expect(Buffer.concat(chunks).toString()).toBe(text);
});
