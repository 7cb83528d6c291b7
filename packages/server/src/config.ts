import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { password, timeZone, username } from "@faultline/contract";
import { parse } from "dotenv";
import { z } from "zod";

export const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Absolute. */
  readonly dataDirectory: string;
  /** PostgreSQL; absent: PGlite in the data directory. */
  readonly databaseUrl?: string | undefined;
  /** ClickHouse; absent: chDB in the data directory. */
  readonly clickhouseUrl?: string | undefined;
  /** Absent: a secret generated once and kept in the data directory. */
  readonly jwtSecretKey?: string | undefined;
  readonly jwtExpireMinutes: number;
  /** Absent: the first visit creates the admin. */
  readonly firstAdmin?: { readonly username: string; readonly password: string } | undefined;
  readonly maxUploadBytes: number;
  /** Of timestamps without a zone, where the file has none of its own. */
  readonly timeZone: string;
  /** Whether the analytics run by themselves once files have been read. */
  readonly analyseAfterIngestion: boolean;
  readonly logLevel: LogLevel;
}

/** Every problem of the configuration, so that one start shows all of them. */
export class ConfigError extends Error {
  readonly code = "invalid_configuration";
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(["The configuration is not valid:", ...problems.map((problem) => `  ${problem}`)].join("\n"));
    this.problems = problems;
  }
}

function wholeNumber(from: number, to: number) {
  const expectation = `must be a whole number from ${from} to ${to}`;
  return z
    .string()
    .regex(/^\d+$/, expectation)
    .transform(Number)
    .pipe(z.number().min(from, expectation).max(to, expectation));
}

function url(schemes: readonly string[]) {
  const expectation = `must be a URL that begins with ${schemes.map((scheme) => `${scheme}://`).join(" or ")}`;
  return z
    .string()
    .refine((text) => schemes.some((scheme) => text.startsWith(`${scheme}://`)) && URL.canParse(text), expectation);
}

const environment = z
  .object({
    PORT: wholeNumber(0, 65_535).default(8000),
    HOST: z.string().default("127.0.0.1"),
    FAULTLINE_DATA_DIR: z.string().default("./data"),
    DATABASE_URL: url(["postgres", "postgresql"]).optional(),
    CLICKHOUSE_URL: url(["http", "https"]).optional(),
    // HS256 needs a key as long as its hash, 256 bits (RFC 7518, 3.2).
    JWT_SECRET_KEY: z.string().min(32, "must have at least 32 characters").optional(),
    JWT_EXPIRE_MINUTES: wholeNumber(1, 525_600).default(60),
    FIRST_ADMIN_USERNAME: username.optional(),
    FIRST_ADMIN_PASSWORD: password.optional(),
    MAX_UPLOAD_MB: wholeNumber(1, 1_048_576).default(10_240),
    FAULTLINE_TIME_ZONE: timeZone.default("UTC"),
    FAULTLINE_AUTO_ANALYTICS: z.enum(["on", "off"], "must be on or off").default("on"),
    LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(", ")}`).default("info"),
  })
  .superRefine((values, context) => {
    const pair = ["FIRST_ADMIN_USERNAME", "FIRST_ADMIN_PASSWORD"] as const;
    const missing = pair.filter((name) => values[name] === undefined);
    if (missing.length !== 1) return;
    context.addIssue({
      code: "custom",
      path: [...missing],
      message: `must be set too, since ${pair.find((name) => name !== missing[0])} is`,
    });
  });

/**
 * Reads the configuration from environment variables, and from `.env` in `directory` for those that are not set.
 * A variable set to nothing counts as not set.
 * @throws ConfigError with all problems; values are never repeated in it, for some are secrets.
 */
export function readConfig(
  directory: string,
  variables: Readonly<Record<string, string | undefined>> = process.env,
): Config {
  const given = Object.entries({ ...readDotenv(directory), ...withoutEmpty(variables) });
  const result = environment.safeParse(withoutEmpty(Object.fromEntries(given)), { reportInput: false });
  if (!result.success)
    throw new ConfigError(result.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`));
  const values = result.data;
  return {
    port: values.PORT,
    host: values.HOST,
    dataDirectory: resolve(directory, values.FAULTLINE_DATA_DIR),
    databaseUrl: values.DATABASE_URL,
    clickhouseUrl: values.CLICKHOUSE_URL,
    jwtSecretKey: values.JWT_SECRET_KEY,
    jwtExpireMinutes: values.JWT_EXPIRE_MINUTES,
    firstAdmin: firstAdminOf(values.FIRST_ADMIN_USERNAME, values.FIRST_ADMIN_PASSWORD),
    maxUploadBytes: values.MAX_UPLOAD_MB * 1024 * 1024,
    timeZone: values.FAULTLINE_TIME_ZONE,
    analyseAfterIngestion: values.FAULTLINE_AUTO_ANALYTICS === "on",
    logLevel: values.LOG_LEVEL,
  };
}

function firstAdminOf(name: string | undefined, secret: string | undefined): Config["firstAdmin"] {
  return name !== undefined && secret !== undefined ? { username: name, password: secret } : undefined;
}

function withoutEmpty(variables: Readonly<Record<string, string | undefined>>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ""));
}

function readDotenv(directory: string): Record<string, string> {
  try {
    return parse(readFileSync(join(directory, ".env")));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw new ConfigError([`.env cannot be read: ${(error as Error).message}`]);
  }
}
