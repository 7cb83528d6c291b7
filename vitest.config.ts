import { defineConfig } from "vitest/config";

/**
 * Tests of what has no state outside of its objects, or closes it. Loading their modules takes longer than most of them, so
 * that a worker loads them once. One that puts something else in a module's place is not among them.
 */
const LOADED_ONCE = [
  "packages/{analytics,contract,logs,web}/src/**/*.test.{ts,tsx}",
  "packages/server/src/{analytics,logs,templates}/**/*.test.ts",
  "packages/server/src/accounts/!(sign-in).test.ts",
];

export default defineConfig({
  test: {
    // Vitest would leave one processor idle, of two; the tests wait for engines and for each other's disks more than they count.
    maxWorkers: 2,
    globalSetup: "scripts/temporary-folder.ts",
    testTimeout: 60_000,
    // What needs its second try is named at the end of the tests.
    retry: 1,
    // Of what is waited for: by itself a second, which a busy machine needs for more than one thinks.
    expect: { poll: { timeout: 50_000 } },
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: "loaded once", include: LOADED_ONCE, isolate: false } },
      {
        extends: true,
        test: {
          name: "alone",
          include: ["packages/*/src/**/*.test.ts", "scripts/**/*.test.ts"],
          exclude: LOADED_ONCE,
        },
      },
    ],
  },
});
