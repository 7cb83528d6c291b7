import { AlreadyTakenError, QueryTimeoutError, QueryTooLargeError } from "@faultline/storage";
import { pino } from "pino";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { QueueFullError } from "../ingestion/upload-errors.ts";
import { createHttpApp } from "./app.ts";
import { notFound } from "./problems.ts";

const logLines: string[] = [];

async function answerTo(thrown: unknown) {
  const logger = pino({}, { write: (line: string) => void logLines.push(line) });
  const app = await createHttpApp({ logger, version: "1", webRoot: "/nowhere" }, (routes) => {
    routes.get("/fails", async () => {
      throw thrown;
    });
    routes.get("/breaks-its-promise", { schema: { response: { 200: z.object({ count: z.number() }) } } }, async () => ({
      count: "secret" as unknown as number,
    }));
  });
  const response = await app.inject(thrown === undefined ? "/breaks-its-promise" : "/fails");
  await app.close();
  return { status: response.statusCode, type: response.headers["content-type"], body: response.json() };
}

describe("a problem document", () => {
  test("says what is wrong, for people and for programs", async () => {
    expect(await answerTo(notFound("file", 7))).toEqual({
      status: 404,
      type: "application/problem+json; charset=utf-8",
      body: {
        type: "about:blank",
        title: "Not Found",
        status: 404,
        code: "not_found",
        detail: "There is no file with the id 7.",
        request_id: expect.any(String),
      },
    });
  });

  test.each([
    [new AlreadyTakenError("email"), 409, "already_taken"],
    [new QueryTimeoutError("engine's own words"), 504, "query_timeout"],
    [new QueryTooLargeError("engine's own words"), 422, "query_too_large"],
    [Object.assign(new Error("write ENOSPC /data/x"), { code: "ENOSPC" }), 507, "disk_full"],
    [new QueueFullError(), 503, "queue_full"],
  ])("has a status and a code of its own for %s", async (error, status, code) => {
    const answer = await answerTo(error);
    expect(answer).toMatchObject({ status, body: { status, code } });
    expect(answer.body.detail).not.toMatch(/engine's|\/data/);
  });

  test("tells nothing of what nobody expected, which is in the log under the same request id", async () => {
    const answer = await answerTo(new Error("password is hunter2"));
    expect(answer.status).toBe(500);
    expect(JSON.stringify(answer.body)).not.toMatch(/hunter2/);
    const logged = logLines.find((line) => line.includes(answer.body.request_id) && line.includes("request failed"));
    expect(logged).toMatch(/password is hunter2/);
  });

  test("stands in for an answer that its schema does not allow", async () => {
    const answer = await answerTo(undefined);
    expect(answer).toMatchObject({ status: 500, body: { code: "internal_error" } });
    expect(JSON.stringify(answer.body)).not.toMatch(/secret/);
  });
});
