import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { ConfigError, readConfig } from "./config.ts";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "faultline-config-"));
});

function problemsOf(variables: Record<string, string>): readonly string[] {
  try {
    readConfig(directory, variables);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe("the configuration", () => {
  test("has defaults for everything, and none for a secret or a password", () => {
    expect(readConfig(directory, {})).toEqual({
      port: 8000,
      host: "127.0.0.1",
      dataDirectory: join(directory, "data"),
      databaseUrl: undefined,
      clickhouseUrl: undefined,
      jwtSecretKey: undefined,
      jwtExpireMinutes: 60,
      firstAdmin: undefined,
      maxUploadBytes: 10_240 * 1024 * 1024,
      timeZone: "UTC",
      analyseAfterIngestion: true,
      logLevel: "info",
    });
  });

  test("lists all of its problems together", () => {
    const problems = problemsOf({
      PORT: "99999",
      JWT_SECRET_KEY: "short",
      JWT_EXPIRE_MINUTES: "0",
      MAX_UPLOAD_MB: "many",
      FAULTLINE_TIME_ZONE: "Mars/Olympus",
      LOG_LEVEL: "loud",
      DATABASE_URL: "mysql://db",
      CLICKHOUSE_URL: "tcp://clickhouse:9000",
      FIRST_ADMIN_USERNAME: "ad",
    });
    const names = problems.map((problem) => problem.split(" ")[0]);
    expect(names.sort()).toEqual([
      "CLICKHOUSE_URL",
      "DATABASE_URL",
      "FAULTLINE_TIME_ZONE",
      "FIRST_ADMIN_USERNAME",
      "JWT_EXPIRE_MINUTES",
      "JWT_SECRET_KEY",
      "LOG_LEVEL",
      "MAX_UPLOAD_MB",
      "PORT",
    ]);
  });

  test("never repeats a value in its problems", () => {
    const problems = problemsOf({ JWT_SECRET_KEY: "hunter2", DATABASE_URL: "mysql://me:hunter3@db/x" }).join();
    expect(problems).not.toMatch(/hunter/);
    expect(problems).toMatch(/JWT_SECRET_KEY must have at least 32 characters/);
  });

  test("wants the first admin's name and password both or neither", () => {
    expect(problemsOf({ FIRST_ADMIN_USERNAME: "ada" })).toEqual([
      "FIRST_ADMIN_PASSWORD must be set too, since FIRST_ADMIN_USERNAME is",
    ]);
    expect(problemsOf({ FIRST_ADMIN_PASSWORD: "long enough" })).toEqual([
      "FIRST_ADMIN_USERNAME must be set too, since FIRST_ADMIN_PASSWORD is",
    ]);
  });

  test("takes from .env what the environment does not set", () => {
    writeFileSync(
      join(directory, ".env"),
      "PORT=9001\nHOST=0.0.0.0\nLOG_LEVEL=\n# a comment\nFAULTLINE_DATA_DIR='my data'\n",
    );
    const config = readConfig(directory, { PORT: "9002", HOST: "" });
    expect(config).toMatchObject({
      port: 9002,
      host: "0.0.0.0",
      logLevel: "info",
      dataDirectory: join(directory, "my data"),
    });
  });
});
