import type { Page } from "@playwright/test";

/** Chromium writes each refused request to the console; a refusal that a test provokes is no fault of the page. */
const REFUSAL = /^Failed to load resource: the server responded with a status of (\d+)/;

/**
 * Notes what a page must never do: write an error to the console, throw, or ask another origin for anything. Refusals
 * by one of `expectedStatuses` are left out.
 */
export function watchPage(page: Page, origin: string, expectedStatuses: readonly number[]): () => string[] {
  const faults: string[] = [];
  page.on("console", (message) => {
    if (message.type() !== "error") return;
    const status = REFUSAL.exec(message.text())?.[1];
    if (status && expectedStatuses.includes(Number(status))) return;
    faults.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => faults.push(`exception: ${error.stack ?? error.message}`));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http") && url.origin !== origin) faults.push(`request to ${url.origin}`);
  });
  return () => faults;
}
