import { parseArgs } from "node:util";
import { SAME_ORIGIN_HEADER } from "@faultline/contract";
import { type Browser, chromium, type Page } from "@playwright/test";
import { ADMIN, type RunningApp } from "../e2e/running-app.ts";
import { CHROMIUM_FLAGS, findChromium, HOW_TO_GET_CHROMIUM } from "../scripts/setup/chromium.mjs";
import { machine, table } from "./report.ts";
import { withStoredCorpus } from "./stored-corpus.ts";

/** A page, and what is on it once somebody can work with it. */
const PAGES = [
  ["dashboard", "/", ["canvas >> nth=3", '[data-stat="entries"] [data-value]']],
  ["explorer", "/explore", ["[role=option] >> nth=10"]],
  ["files", "/files", ["[data-file-id]"]],
] as const;

const REPEATS = 5;
/** A new window loads some two hundred scripts of the browser's own at first, which are none of the page's. */
const WINDOW_MS = 1500;

interface Load {
  /** From the start of the navigation; what the page's last awaited element took, in ms. */
  readonly interactiveMs: number;
  readonly firstPaintMs: number;
  /** What tasks took beyond 50 ms each, from the first paint on (web.dev: total blocking time). */
  readonly blockedMs: number;
  readonly requests: number;
  readonly kilobytes: number;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      entries: { type: "string", default: "5000000" },
      /** Keeps the data there; what is there already is measured without another ingestion. */
      data: { type: "string" },
    },
  });
  const executablePath = await findChromium();
  if (executablePath === null) throw new Error(HOW_TO_GET_CHROMIUM);
  await withStoredCorpus(values, async (app) => {
    const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
    const rows: string[][] = [];
    for (const [name, path, awaited] of PAGES) {
      const loads: Load[] = [];
      for (let i = 0; i < REPEATS; i++) loads.push(await loadPage(browser, app, path, awaited));
      rows.push(rowOf(name, loads));
    }
    await browser.close();
    const head = ["page", "interactive ms", "first paint ms", "blocked ms", "requests", "kB"];
    console.log(`${machine()}; median and greatest of ${REPEATS} loads without a cache\n${table(head, rows)}`);
  });
}

/** Loads a page in a browser that has nothing of it, signed in. */
async function loadPage(browser: Browser, app: RunningApp, path: string, awaited: readonly string[]): Promise<Load> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const headers = { [SAME_ORIGIN_HEADER.name]: SAME_ORIGIN_HEADER.value };
  await context.request.post(`${app.url}/auth/session`, { data: ADMIN, headers });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const seen = { blockedMs: 0 };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.blockedMs += duration - 50;
    }).observe({ type: "longtask" });
  });
  await page.waitForTimeout(WINDOW_MS);
  const startedAt = performance.now();
  await page.goto(app.url + path, { waitUntil: "commit" });
  await Promise.all(awaited.map((selector) => page.waitForSelector(selector)));
  // Whoever clicks now gets an answer once the page's own tasks are over.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  const interactiveMs = performance.now() - startedAt;
  const measured = await measureIn(page);
  await context.close();
  return { interactiveMs, ...measured };
}

function measureIn(page: Page): Promise<Omit<Load, "interactiveMs">> {
  return page.evaluate(() => {
    const resources = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
    return {
      firstPaintMs: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
      blockedMs: (window as unknown as { seen: { blockedMs: number } }).seen.blockedMs,
      requests: resources.length + 1,
      kilobytes: resources.reduce((sum, { transferSize }) => sum + transferSize, 0) / 1000,
    };
  });
}

function rowOf(name: string, loads: readonly Load[]): string[] {
  const shown = (valueOf: (load: Load) => number) => {
    const values = loads.map(valueOf).sort((a, b) => a - b);
    return `${values[Math.floor(values.length / 2)]!.toFixed(0)} (${values.at(-1)!.toFixed(0)})`;
  };
  return [
    name,
    shown(({ interactiveMs }) => interactiveMs),
    shown(({ firstPaintMs }) => firstPaintMs),
    shown(({ blockedMs }) => blockedMs),
    shown(({ requests }) => requests),
    shown(({ kilobytes }) => kilobytes),
  ];
}

await main();
