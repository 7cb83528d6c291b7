import { expect, test } from "vitest";
import { read } from "../reader/testing/read.ts";

/** Lines of applications that look a little like those of a program with a format of its own: level and message stay. */
test.each([
  ["14:03:05.123 ERROR queue 120 > 100: shedding load", "ERROR", "queue 120 > 100: shedding load"],
  ["02:03:07 PM ERROR no route to host", "ERROR", "no route to host"],
  [
    "2026-11-22 14:03:05.412 4711 ERROR fetch: https://u:p/x@db.example:5432 unreachable",
    "ERROR",
    "fetch: https://u:p/x@db.example:5432 unreachable",
  ],
  [
    "2026-11-22 14:03:05.412 4711 ERROR oslo.messaging: AMQP server on rabbit://guest@mq.example:5672 is unreachable",
    "ERROR",
    "AMQP server on rabbit://guest@mq.example:5672 is unreachable",
  ],
  ["[INFO] 2026-11-22 14:03:07 ERROR is a word of this message", "INFO", "ERROR is a word of this message"],
])("%s", (line, level, message) => {
  const ordinary = "2026-11-22T14:03:05.412Z INFO cart-service up";
  for (const text of [`${line}\n`, `${line}\n`.repeat(40), `${ordinary}\n`.repeat(38) + `${line}\n`.repeat(2)]) {
    const row = read(text).at(-1)!;
    expect(row.level).toBe(level);
    // Whether the class before it is the service depends on the lines around.
    expect(row.message.endsWith(message)).toBe(true);
  }
});

test("a line that begins with a time goes on with the record before it, if that one is not over", () => {
  const rows = read("2026-11-22T14:03:05.412Z ERROR bad query:\n12:00:00 is not valid\n  at x\n".repeat(20));
  expect(rows).toHaveLength(20);
});
