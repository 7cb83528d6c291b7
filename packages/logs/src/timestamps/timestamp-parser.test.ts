import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodeText } from "../text.ts";
import { type Layout, parse, REFERENCE } from "./testing/parse-timestamp.ts";
import { TIMESTAMP_LAYOUTS, TimestampParser } from "./timestamp-parser.ts";
import { YearlessClock } from "./yearless-clock.ts";

describe("a timestamp", () => {
  test.each([
    ["2026-11-22T14:03:07Z", "2026-11-22T14:03:07.000000Z"],
    ["2026-11-22 14:03:07", "2026-11-22T14:03:07.000000Z"],
    ["2026/11/22 14:03:07.5", "2026-11-22T14:03:07.500000Z"],
    ["2026-11-22 14:03:07,412", "2026-11-22T14:03:07.412000Z"],
    ["2026-11-22T14:03:07.123456789Z", "2026-11-22T14:03:07.123456Z"],
    ["2026-11-22T14:03:07+02:00", "2026-11-22T12:03:07.000000Z"],
    ["2026-11-22T14:03:07.1-0530", "2026-11-22T19:33:07.100000Z"],
    ["2026-11-22 14:03:07 +0200", "2026-11-22T12:03:07.000000Z"],
    ["2026-11-22 14:03:07+01", "2026-11-22T13:03:07.000000Z"],
    ["2026-11-22 14:03:07 UTC", "2026-11-22T14:03:07.000000Z"],
    ["2024-02-29T23:59:60Z", "2024-03-01T00:00:00.000000Z"],
    ["2026-11-22T14:03", "2026-11-22T14:03:00.000000Z"],
    ["1969-12-31T23:59:59Z", "1969-12-31T23:59:59.000000Z"],
  ])("reads %s", (text, expected) => {
    expect(parse("iso", text)).toEqual([expected, ""]);
  });

  test.each([
    ["2026-11-22 14:03:07 - svc", " - svc"],
    ["2026-11-22 14:03:07 -1 left", " -1 left"],
    ["2026-11-22 14:03:07 UTCx", " UTCx"],
    ["2026-11-22 14:03:07. Next", ". Next"],
  ])("takes no more of %s than the time", (text, rest) => {
    expect(parse("iso", text)).toEqual(["2026-11-22T14:03:07.000000Z", rest]);
  });

  test.each([
    ["Z", "14:03:07"],
    ["+0530", "08:33:07"],
    ["-03:30", "17:33:07"],
    [" +01:00", "13:03:07"],
    [" UTC", "14:03:07"],
    [" GMT+2", "12:03:07"],
    [" UTC-0800", "22:03:07"],
    [" CEST", "12:03:07"],
    [" EST", "19:03:07"],
    [" PDT", "21:03:07"],
    [" PM +01:00", "13:03:07"],
  ])("followed by %s is %s in UTC", (zone, time) => {
    const hour = zone.includes("PM") ? "02" : "14";
    expect(parse("iso", `2026-11-22T${hour}:03:07${zone}`)).toEqual([`2026-11-22T${time}.000000Z`, ""]);
  });

  test.each([" EST-gateway", " CETO", " PMX", " Started", " ACK", " IST_1", " +1", " GMTX"])(
    "is not in a zone because of the word after it:%s",
    (rest) => expect(parse("iso", `2026-11-22 14:03:07${rest}`)).toEqual(["2026-11-22T14:03:07.000000Z", rest]),
  );

  test.each([
    "2026-02-29T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-11-22T24:00:00Z",
    "2026-11-22T14:61:00Z",
    "2026-11-22",
  ])("does not accept %s", (text) => expect(parse("iso", text)).toBeNull());

  test.each<[Layout, string]>([
    ["short", "ab/11/22 14:03:07"],
    ["short", "x1/02/03 14:03:07"],
    ["short", "ab1122 140307"],
    ["bsd", "Feb 30 14:03:07"],
    ["monthday", "13-01 14:03:07.412"],
    ["epoch", "0"],
    ["iso", "2026-11-22 14:031"],
    ["bsd", "Nov 22, 2026 14:3:07"],
    ["mdy", "13/13/2026 14:03:07"],
    ["mdy", "11.12.2026 14:03:07"],
    ["mdy", "17/06/09 14:03:07"],
    ["dmy", "17/06/09 14:03:07"],
    ["mdy", "1/2/20261 14:03:07"],
    ["compact", "20261322T140307"],
    ["compact", "20261122-14:03:61:412"],
    ["tai64n", "@300000006b02f625188e9f00"],
    ["tai64n", "@400000006b02f625ffffffff"],
    ["tai64n", "@400000006b02f625188e9d"],
    ["epoch", "99999999999"],
    ["epoch", "20261122140307"],
    ["epoch", "639000000000000000"],
    ["epoch", "9999999999999999"],
  ])("in layout %s is not made up from %s", (layout, text) => expect(parse(layout, text)).toBeNull());

  test.each(["0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z", "1900-01-01T00:30:00+01:00", "2199-12-31T23:59:60Z"])(
    "that stands for none, such as %s, is passed over and gives no time",
    (text) => expect(parse("iso", text)).toEqual([null, ""]),
  );

  test("ends with its text, whatever the buffer holds after it", () => {
    const parser = new TimestampParser(new YearlessClock(REFERENCE));
    const text = "2026-11-22 14:03:07 ";
    expect(parser.parse(0, encodeText(`${text}Z`), 0, text.length)).toBe(text.length - 1);
    expect(parser.parse(6, encodeText("261122 1403079"), 0, 13)).toBe(13);
  });

  test("of any layout ends with its text, whatever the buffer holds after it", () => {
    const layout = fc.integer({ min: 0, max: TIMESTAMP_LAYOUTS.length - 1 });
    const text = fc.stringMatching(/^[@0-9A-Fa-fTZ :.,/+-]{0,30}$/);
    const known = fc.constantFrom(
      "2026-11-22T14:03:07.412+01:00",
      "Nov 22, 2026 2:03:07 PM CET",
      "22/Nov/2026:14:03:07 +0000",
    );
    fc.assert(
      fc.property(
        layout,
        fc.oneof(text, known),
        fc.nat(30),
        fc.string({ maxLength: 8 }),
        (index, whole, cut, after) => {
          const bytes = encodeText(whole.slice(0, cut));
          const longer = encodeText(whole.slice(0, cut) + after);
          const read = (buffer: Uint8Array) => {
            const parser = new TimestampParser(new YearlessClock(REFERENCE));
            const end = parser.parse(index, buffer, 0, bytes.length);
            return end < 0 ? -1 : [end, parser.us];
          };
          expect(read(longer)).toEqual(read(bytes));
        },
      ),
      { numRuns: 2000 },
    );
  });

  test("agrees with Date for every instant and offset", () => {
    const instants = fc.date({ min: new Date("1900-01-01"), max: new Date("2199-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(instants, fc.integer({ min: -14 * 60, max: 14 * 60 }), (date, offset) => {
        const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, -1);
        const two = (n: number) => String(n).padStart(2, "0");
        const zone = `${offset < 0 ? "-" : "+"}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
        expect(parse("iso", local + zone)).toEqual([date.toISOString().replace("Z", "000Z"), ""]);
      }),
    );
  });

  test.each<[Layout, string, string]>([
    ["clf", "22-Nov-2026::14:03:07", "2026-11-22T14:03:07.000000Z"],
    ["clf", "22/Nov/2026:14:03:07 +0100", "2026-11-22T13:03:07.000000Z"],
    ["clf", "22-Nov-2026 14:03:07.412", "2026-11-22T14:03:07.412000Z"],
    ["bsd", "Nov 22 14:03:07", "2026-11-22T14:03:07.000000Z"],
    ["bsd", "Nov  2 14:03:07.25", "2026-11-02T14:03:07.250000Z"],
    ["bsd", "Nov 2 14:03:07", "2026-11-02T14:03:07.000000Z"],
    ["bsd", "Nov 22 2019 14:03:07", "2019-11-22T14:03:07.000000Z"],
    ["ctime", "Sun Nov 22 14:03:07.412345 2026", "2026-11-22T14:03:07.412345Z"],
    ["monthday", "11-22 14:03:07.412", "2026-11-22T14:03:07.412000Z"],
    ["klog", "1122 14:03:07.412345", "2026-11-22T14:03:07.412345Z"],
    ["klog", "1122/140307.412345", "2026-11-22T14:03:07.412345Z"],
    ["klog", "20191122 14:03:07.412345", "2019-11-22T14:03:07.412345Z"],
    ["short", "26/11/22 14:03:07", "2026-11-22T14:03:07.000000Z"],
    ["short", "261122 140307", "2026-11-22T14:03:07.000000Z"],
    ["epoch", "1795356187", "2026-11-22T14:03:07.000000Z"],
    ["epoch", "1795356187.4125", "2026-11-22T14:03:07.412500Z"],
    ["epoch", "1795356187412", "2026-11-22T14:03:07.412000Z"],
    ["epoch", "1795356187412345", "2026-11-22T14:03:07.412345Z"],
    ["epoch", "1795356187412345678", "2026-11-22T14:03:07.412345Z"],
    ["epoch", "1795356187412.5", "2026-11-22T14:03:07.412500Z"],
    ["epoch", "1.795356187412e+09", "2026-11-22T14:03:07.412000Z"],
    ["iso", "2026-11-22-14.03.07.412345", "2026-11-22T14:03:07.412345Z"],
    ["iso", "2026/1/5 9:03:07", "2026-01-05T09:03:07.000000Z"],
    ["iso", "2026-11-22 14:03", "2026-11-22T14:03:00.000000Z"],
    ["iso", "2026-11-22T14:03Z", "2026-11-22T14:03:00.000000Z"],
    ["iso", "2026-11-22\t14:03:07", "2026-11-22T14:03:07.000000Z"],
    ["clf", "Sun, 22 Nov 2026 14:03:07 GMT", "2026-11-22T14:03:07.000000Z"],
    ["clf", "2 Nov 2026 14:03:07 +0000", "2026-11-02T14:03:07.000000Z"],
    ["clf", "22-NOV-2026 02:03:07 PM", "2026-11-22T14:03:07.000000Z"],
    ["bsd", "Nov 22, 2026 2:03:07 PM", "2026-11-22T14:03:07.000000Z"],
    ["bsd", "Sun Nov 22 14:03:07.412", "2026-11-22T14:03:07.412000Z"],
    ["bsd", "Sun Nov 22 2026 14:03:07 GMT+0100", "2026-11-22T13:03:07.000000Z"],
    ["ctime", "Thu Jun 09 06:07:04 2005", "2005-06-09T06:07:04.000000Z"],
    ["ctime", "Sun Nov 22 15:03:07 CET 2026", "2026-11-22T14:03:07.000000Z"],
    ["short", "261122 14:03:07", "2026-11-22T14:03:07.000000Z"],
    ["short", "261122  9:03:07", "2026-11-22T09:03:07.000000Z"],
    ["short", "99/12/31 23:59:59", "1999-12-31T23:59:59.000000Z"],
    ["compact", "20261122T140307.412Z", "2026-11-22T14:03:07.412000Z"],
    ["compact", "20261122140307", "2026-11-22T14:03:07.000000Z"],
    ["compact", "20261122 14:03:07.412", "2026-11-22T14:03:07.412000Z"],
    ["compact", "20261122-14:03:07:412", "2026-11-22T14:03:07.412000Z"],
    ["compact", "20261122-4:3:7:41", "2026-11-22T04:03:07.041000Z"],
    ["mdy", "11/22/2026 2:03:07 PM", "2026-11-22T14:03:07.000000Z"],
    ["mdy", "1/5/2026 12:03:07 AM", "2026-01-05T00:03:07.000000Z"],
    ["mdy", "11/22/26 14:03:07:412 UTC", "2026-11-22T14:03:07.412000Z"],
    ["mdy", "22/11/2026 14:03:07", "2026-11-22T14:03:07.000000Z"],
    ["mdy", "11/22/2026, 2:03:07 PM", "2026-11-22T14:03:07.000000Z"],
    ["dmy", "22.11.2026 14:03:07,412", "2026-11-22T14:03:07.412000Z"],
    ["dmy", "3/4/2026 14:03:07", "2026-04-03T14:03:07.000000Z"],
    ["dmy", "3.4.26 14:03:07", "2026-04-03T14:03:07.000000Z"],
    ["dmy", "11-22-2026 14:03:07", "2026-11-22T14:03:07.000000Z"],
    ["tai64n", "@400000006b02f625188e9f00", "2026-11-22T14:03:07.412000Z"],
    ["tai64n", "400000006b02f625", "2026-11-22T14:03:07.000000Z"],
  ])("in layout %s reads %s", (layout, text, expected) => {
    expect(parse(layout, text)).toEqual([expected, ""]);
  });
});
