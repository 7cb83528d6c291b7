import { expect, test } from "vitest";
import { levelOfCode } from "./level.ts";
import { levelOfHttpStatus, levelOfNumber, levelOfSyslogSeverity, levelOfWord } from "./level-word.ts";
import { encodeText } from "./text.ts";

const named = (word: string) => levelOfCode(levelOfWord(encodeText(word), 0, word.length));

test.each([
  ["FATAL", ["fatal", "EMERG", "Alert", "crit", "CRITICAL", "panic"]],
  ["ERROR", ["error", "ERR", "Severe", "eror"]],
  ["WARNING", ["warn", "WARNING", "wrn"]],
  ["INFO", ["info", "Notice", "INFORMATION"]],
  ["DEBUG", ["debug", "FINE"]],
  ["TRACE", ["trace", "FINER", "finest", "Verbose"]],
])("the words for %s are known in any case", (level, words) => {
  expect(words.map(named)).toEqual(words.map(() => level));
});

test.each(["", "in", "infos", "warnings", "errors", "information!", "xinfo", "started", "éror"])(
  "%s is no level",
  (word) => expect(named(word)).toBeNull(),
);

test("numbers of pino and bunyan, syslog severities and HTTP statuses have levels", () => {
  expect([10, 20, 30, 40, 50, 60].map((n) => levelOfCode(levelOfNumber(n)))).toEqual([
    "TRACE",
    "DEBUG",
    "INFO",
    "WARNING",
    "ERROR",
    "FATAL",
  ]);
  expect([0, 2, 3, 4, 5, 6, 7].map((n) => levelOfCode(levelOfSyslogSeverity(n)))).toEqual([
    "FATAL",
    "FATAL",
    "ERROR",
    "WARNING",
    "INFO",
    "INFO",
    "DEBUG",
  ]);
  expect([200, 302, 404, 503].map((n) => levelOfCode(levelOfHttpStatus(n)))).toEqual([
    "INFO",
    "INFO",
    "WARNING",
    "ERROR",
  ]);
});
