export * from "./analytics.ts";
export * from "./auth.ts";
export * from "./health.ts";
export * from "./logs.ts";
export * from "./page.ts";
export * from "./problem.ts";
export * from "./stats.ts";
