import { gzipSync } from "node:zlib";
import { expect, test } from "./fixtures.ts";

const BUDGET_BYTES = 250_000;

test("the content security policy lets no inline script run, and the page has none", async ({ page, app }) => {
  const answer = await page.goto("/sign-in");
  const policy = answer!.headers()["content-security-policy"] ?? "";
  const directives = new Map(policy.split(";").map((part) => [part.trim().split(" ")[0], part.trim()]));
  expect(directives.get("default-src")).toBe("default-src 'self'");
  expect(directives.get("script-src")).toBe("script-src 'self'");
  expect(directives.get("script-src-attr")).toBe("script-src-attr 'none'");
  expect(directives.get("frame-ancestors")).toBe("frame-ancestors 'none'");
  expect(directives.get("object-src")).toBe("object-src 'none'");
  expect(policy).not.toMatch(/unsafe-eval|https?:|\*/);

  const html = await (await fetch(`${app.url}/`, { headers: { accept: "text/html" } })).text();
  expect(html.match(/<script\b[^>]*>/g)!.length).toBeGreaterThan(0);
  for (const tag of html.match(/<script\b[^>]*>/g)!) expect(tag).toMatch(/\ssrc="\//);
  expect(html).not.toMatch(/\son\w+=/);
});

for (const [path, heading] of [
  ["/sign-in", "Sign in"],
  ["/", "Dashboard"],
] as const) {
  test(`${path} shows its first content with at most 250 kB of compressed script`, async ({
    page,
    adminPage,
    context,
  }) => {
    if (path === "/sign-in") await context.clearCookies();
    const scripts = new Map<string, Promise<Buffer>>();
    adminPage.on("response", (response) => {
      if (response.request().resourceType() !== "script") return;
      scripts.set(response.url(), response.body());
      expect.soft(response.headers()["content-encoding"], response.url()).toBe("gzip");
    });
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
    await page.waitForLoadState("networkidle");
    // Chart.js comes after the page.
    const first = [...scripts].filter(([url]) => !url.includes("chart-canvas"));
    expect(first.length).toBeGreaterThan(0);
    const bodies = await Promise.all(first.map(([, body]) => body));
    const bytes = bodies.reduce((sum, body) => sum + gzipSync(body).length, 0);
    expect(bytes).toBeLessThanOrEqual(BUDGET_BYTES);
  });
}

test("the API's documentation works under the same policy", async ({ page }) => {
  await page.goto("/docs");
  await expect(page.getByText("/logs/upload").first()).toBeVisible();
});
