import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { run, runAccepted, SAME_ORIGIN_HEADER } from "@faultline/contract";
import { chromium, expect, type Browser, type Page } from "@playwright/test";
import { corpusText } from "../bench/corpus.ts";
import { CHROMIUM_FLAGS, findChromium, HOW_TO_GET_CHROMIUM } from "../scripts/setup/chromium.mjs";
import { ensureBuild } from "../scripts/setup/freshness.mjs";
import { ROOT } from "../scripts/setup/paths.mjs";
import { signInByApi } from "./api-client.ts";
import { ADMIN, startAppWithAdmin, type RunningApp } from "./running-app.ts";

const FOLDER = join(ROOT, "docs/screenshots");
const DAY_START_MS = Date.parse("2026-11-19T00:00:00Z");
const DAY_MS = 86_400_000;

const FILES = [
  { name: "shop/app.log", format: "app", entries: 42_000 },
  { name: "shop/orders-worker.log", format: "log4j", entries: 9000 },
  { name: "edge/access.log", format: "nginx", entries: 26_000 },
  { name: "shop/events.ndjson", format: "json", entries: 14_000 },
] as const;

interface Shot {
  readonly name: string;
  readonly path: string;
  readonly theme?: "light";
  readonly phone?: true;
  readonly signedOut?: true;
  readonly prepare: (page: Page) => Promise<void>;
}

const chartsDrawn = (page: Page) =>
  expect(page.getByRole("region", { name: "Severity Radar" }).getByRole("img")).toBeVisible();

const SHOTS: readonly Shot[] = [
  { name: "dashboard-dark", path: "/", prepare: chartsDrawn },
  { name: "dashboard-light", path: "/", theme: "light", prepare: chartsDrawn },
  {
    name: "explorer-dark",
    path: "/explore?level=ERROR&service=payments&start=2026-11-19T14:10:00.000Z&end=2026-11-19T15:50:00.000Z",
    prepare: async (page) => page.getByRole("option").nth(3).click(),
  },
  {
    name: "files",
    path: "/files",
    prepare: (page) => expect(page.getByRole("heading", { name: "app.log" })).toBeVisible(),
  },
  {
    name: "anomalies",
    path: "/anomalies",
    prepare: (page) => page.getByRole("list", { name: "Unusual windows" }).getByRole("button").first().click(),
  },
  {
    name: "patterns",
    path: "/patterns",
    prepare: (page) =>
      page
        .getByRole("button", { name: /^Details of order/ })
        .first()
        .click(),
  },
  {
    name: "clusters-light",
    path: "/clusters",
    theme: "light",
    prepare: (page) => expect(page.getByRole("list", { name: "Error clusters" })).toBeVisible(),
  },
  {
    name: "settings",
    path: "/settings",
    prepare: (page) => expect(page.getByRole("heading", { name: "API keys" })).toBeVisible(),
  },
  {
    name: "sign-in",
    path: "/",
    signedOut: true,
    prepare: (page) => expect(page.getByRole("button", { name: "Sign in" })).toBeVisible(),
  },
  { name: "phone", path: "/", phone: true, prepare: chartsDrawn },
];

async function fill(app: RunningApp): Promise<void> {
  const api = await signInByApi(app.url);
  for (const [seed, { name, format, entries }] of FILES.entries()) {
    const { text } = corpusText({ format, entries, startMs: DAY_START_MS, endMs: DAY_START_MS + DAY_MS, seed });
    const file = await api.untilDone(await api.upload(name, new Blob([text])));
    if (file.status !== "processed") throw new Error(`${name} was not processed: ${file.error}`);
  }
  const { run_id: id } = runAccepted.parse(await api.post("/analytics/run", {}));
  while ((await api.get(run, `/analytics/runs/${id}`)).status !== "completed") await delay(100);
}

async function take(
  browser: Browser,
  app: RunningApp,
  { name, path, theme, phone, signedOut, prepare }: Shot,
): Promise<void> {
  const viewport = phone ? { width: 390, height: 844 } : { width: 1280, height: 800 };
  const context = await browser.newContext({
    viewport,
    deviceScaleFactor: phone ? 2 : 1,
    locale: "en-GB",
    timezoneId: "UTC",
    reducedMotion: "reduce",
  });
  if (!signedOut) {
    await context.request.post(`${app.url}/auth/session`, {
      data: ADMIN,
      headers: { [SAME_ORIGIN_HEADER.name]: SAME_ORIGIN_HEADER.value },
    });
  }
  const page = await context.newPage();
  if (theme) await page.addInitScript((kept) => localStorage.setItem("faultline-theme", kept), theme);
  await page.goto(app.url + path);
  await prepare(page);
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
  await context.close();
}

await ensureBuild(console.log);
const executablePath = await findChromium();
if (!executablePath) throw new Error(HOW_TO_GET_CHROMIUM);
mkdirSync(FOLDER, { recursive: true });
const app = await startAppWithAdmin();
const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
try {
  await fill(app);
  for (const shot of SHOTS) await take(browser, app, shot);
} finally {
  await browser.close();
  await app.stop();
}
