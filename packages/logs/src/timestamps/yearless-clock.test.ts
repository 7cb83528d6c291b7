import { describe, expect, test } from "vitest";
import { createLogReader } from "../index.ts";
import { isoOf, rowsOf } from "../reader/testing/rows.ts";
import { encodeText } from "../text.ts";
import { firstYearlessTimeMs } from "./first-yearless-time.ts";
import { parse, REFERENCE } from "./testing/parse-timestamp.ts";
import { YearlessClock } from "./yearless-clock.ts";

describe("a time without a date", () => {
  const place = (clock: YearlessClock, hour: number) =>
    isoOf((clock.nearUs = clock.placeTime(hour * 3_600_000_000)))?.slice(5, 13);

  test("is at most a day before the reference time", () => {
    expect(parse("time", "12:00:00.5", Date.UTC(2026, 11, 1, 12, 0, 1))?.[0]).toBe("2026-12-01T12:00:00.500000Z");
    expect(parse("time", "02:03:07 PM", Date.UTC(2026, 11, 1, 18))?.[0]).toBe("2026-12-01T14:03:07.000000Z");
    expect(parse("time", "12:00:01 am", Date.UTC(2026, 11, 1, 18))?.[0]).toBe("2026-12-01T00:00:01.000000Z");
    expect(parse("time", "12:00:01", Date.UTC(2026, 11, 1, 12))?.[0]).toBe("2026-11-30T12:00:01.000000Z");
  });

  test("goes from the evening on to the next morning, and back for a line out of order", () => {
    const clock = new YearlessClock(Date.UTC(2026, 11, 1, 23, 30));
    const places = [20, 23, 1, 23, 2].map((hour) => place(clock, hour));
    expect(places).toEqual(["12-01T20", "12-01T23", "12-02T01", "12-01T23", "12-02T02"]);
  });
});

test("times without a date are of the day of the timestamps around them, in the zone of the file", () => {
  const lines = [
    "2026-03-07 23:50:00 INFO cart - begun",
    "23:59:58.5 close(3) = 0",
    "00:00:01 close(4) = 0",
    "2020-01-01 12:00:00 INFO cart - set back",
    "11:00:00 close(5) = 0",
  ];
  const readIn = (timeZone: string) => {
    const reader = createLogReader({ referenceTimeMs: REFERENCE, timeZone });
    const rows = rowsOf([...reader.push(encodeText(lines.join("\n"))), ...reader.end()]);
    return rows.map((row) => row.timestamp?.slice(0, 19));
  };
  expect(readIn("UTC")).toEqual([
    "2026-03-07T23:50:00",
    "2026-03-07T23:59:58",
    "2026-03-08T00:00:01",
    "2020-01-01T12:00:00",
    "2020-01-01T11:00:00",
  ]);
  const inTokyo = [
    "2026-03-07T14:50:00",
    "2026-03-07T14:59:58",
    "2026-03-07T15:00:01",
    "2020-01-01T03:00:00",
    "2020-01-01T02:00:00",
  ];
  expect(readIn("Asia/Tokyo")).toEqual(inTokyo);
});

describe("a timestamp without a year", () => {
  test("is the latest at or before the reference time, a day's grace for other zones", () => {
    expect(parse("bsd", "Dec 02 12:00:00", Date.UTC(2026, 11, 1, 12))?.[0]).toBe("2026-12-02T12:00:00.000000Z");
    expect(parse("bsd", "Dec 02 12:00:01", Date.UTC(2026, 11, 1, 12))?.[0]).toBe("2025-12-02T12:00:01.000000Z");
    expect(parse("bsd", "Feb 29 12:00:00", Date.UTC(2027, 0, 1))?.[0]).toBe("2024-02-29T12:00:00.000000Z");
  });

  test("goes from December on to January and back for a line out of order", () => {
    const clock = new YearlessClock(Date.UTC(2026, 1, 1));
    const place = (month: number, day: number) => (clock.lastUs = clock.place(month, day, 0));
    const years = [place(11, 30), place(12, 31), place(1, 1), place(12, 31), place(1, 2)].map((us) =>
      isoOf(us)?.slice(0, 4),
    );
    expect(years).toEqual(["2025", "2025", "2026", "2025", "2026"]);
  });

  test("never runs past the reference time, however many years the file holds", () => {
    const clock = new YearlessClock(Date.UTC(2026, 5, 1));
    for (let month = 1; month <= 48; month++) {
      clock.lastUs = clock.place(((month - 1) % 12) + 1, 1, 0);
      expect(clock.lastUs).toBeLessThanOrEqual(Date.UTC(2026, 5, 2) * 1000);
    }
  });

  test("is placed by the end of the file where that is known", () => {
    const head = encodeText("no time here\n<34>Oct 11 22:14:15 host su: one\n<34>Nov 1 00:00:00 host su: two\n");
    const tail = encodeText("cut off\nMar  3 01:00:00 host su: three\nMar  4 02:00:00 host su: four\n");
    const first = firstYearlessTimeMs(head, tail, Date.UTC(2026, 11, 1));
    expect(new Date(first!).toISOString()).toBe("2025-10-11T22:14:15.000Z");
    expect(firstYearlessTimeMs(encodeText("2026-11-22 x\n"), tail, REFERENCE)).toBeUndefined();
  });

  const firstOf = (head: string, tail = head) => {
    const first = firstYearlessTimeMs(encodeText(head), encodeText(tail), REFERENCE);
    return first === undefined ? undefined : new Date(first).toISOString().slice(0, 19);
  };

  test("is placed by full dates inside the lines", () => {
    const started = "Feb 25 16:19:38 lb haproxy[1]: Proxy web_in started.\n";
    const requests =
      "Feb 25 16:19:49 lb haproxy[7]: 192.0.2.7:53332 [25/Feb/2019:16:19:48.143] web_in\n" +
      "Feb 26 00:00:01 lb haproxy[7]: 192.0.2.7:53332 [25/Feb/2019:23:59:59.143] web_in\n";
    expect(firstOf(started + requests)).toBe("2019-02-25T16:19:38");
    expect(firstOf(started, requests)).toBe("2019-02-25T16:19:38");
    expect(
      firstOf(
        "Dec 31 23:59:59 lb cron[1]: a\nJan  1 00:00:01 lb cron[1]: from 2019-01-01T00:00:01\nJan  1 00:00:02 lb cron[1]: from 2019-01-01T00:00:02\n",
      ),
    ).toBe("2018-12-31T23:59:59");
  });

  test("is not placed by one date alone, nor by dates of other days or of the future", () => {
    expect(firstOf("Nov 22 14:03:07 db backup: deleted that of 2019-11-22 14:00:00\n")).toBe("2026-11-22T14:03:07");
    expect(firstOf("Nov 22 14:03:07 db tls: until 2019-03-01 00:00:00\n".repeat(3))).toBe("2026-11-22T14:03:07");
    expect(firstOf("Nov 22 14:03:07 db tls: until 2027-11-22 14:00:00\n".repeat(3))).toBe("2026-11-22T14:03:07");
  });
});
