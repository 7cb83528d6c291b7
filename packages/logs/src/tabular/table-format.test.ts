import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createLogReader } from "../index.ts";
import { rowsOf } from "../reader/testing/rows.ts";
import { encodeText } from "../text.ts";

const OPTIONS = { referenceTimeMs: Date.UTC(2026, 11, 1) };

function read(text: string, blockRecords = 1000) {
  const reader = createLogReader({ ...OPTIONS, blockRecords });
  const blocks = [...reader.push(encodeText(text)), ...reader.end()];
  return rowsOf(blocks);
}

const W3C = [
  "#Software: Example Web Services 3.1",
  "#Version: 1.0",
  "#Date: 2026-11-22 14:00:00",
  "#Fields: date time cs-method cs-uri-stem sc-status",
  "2026-11-22 14:03:07 GET /cart 200",
  "2026-11-22 14:03:08 GET /gone 404",
  "#Software: Example Web Services 3.1",
  "#Date: 2026-11-23 00:00:00",
  "#Fields: time sc-status cs-method cs-uri-stem c-ip",
  "00:00:01 500 POST /cart 192.0.2.7",
].join("\n");

describe("a log of W3C's format", () => {
  test("has its headers as records of several lines, which say when they were written", () => {
    const [first, , , second] = read(W3C);
    expect(first).toMatchObject({
      lines: 4,
      format: "w3c",
      status: "parsed",
      timestamp: "2026-11-22T14:00:00.000000Z",
    });
    expect(first!.message).toBe(W3C.split("\n").slice(0, 4).join("\n"));
    expect(second).toMatchObject({ line: 7, lines: 3, timestamp: "2026-11-23T00:00:00.000000Z" });
  });

  test("is read by the header that comes before the row", () => {
    const rows = read(W3C).filter((row) => row.lines === 1);
    expect(rows.map((row) => [row.timestamp, row.level, row.message])).toEqual([
      ["2026-11-22T14:03:07.000000Z", "INFO", "GET /cart 200"],
      ["2026-11-22T14:03:08.000000Z", "WARNING", "GET /gone 404"],
      ["2026-11-23T00:00:01.000000Z", "ERROR", "POST /cart 500"],
    ]);
    expect(rows[2]!.attributes).toEqual({ status: "500", method: "POST", path: "/cart", client_ip: "192.0.2.7" });
  });

  test("is not told from comments of other formats", () => {
    expect(read("# Note: off\n#Owner: cart\n#see: below\n").map((row) => row.format)).not.toContain("w3c");
  });

  test("without a header is told by its statuses from prose of as many words", () => {
    const row = "2026-11-22 14:03:07 192.0.2.80 GET /cart - 80 - 192.0.2.7 curl/8.5.0 - 404 0 2 18";
    const prose = "2026-11-22 14:03:07 UTC [185] a server process of the cart was ended by signal 6";
    expect(read(row)[0]).toMatchObject({ format: "w3c", level: "WARNING" });
    expect(prose.split(" ").length).toBe(row.split(" ").length);
    expect(read(prose)[0]!.format).not.toBe("w3c");
  });

  test("may have commas between its cells", () => {
    const [, row] = read(
      '#Log-type: Tracking\n#Fields: date-time,client-ip,event-id\n2026-11-22T14:03:07.412Z,192.0.2.7,"A, B"\n',
    );
    expect(row).toMatchObject({ format: "w3c", timestamp: "2026-11-22T14:03:07.412000Z" });
    expect(row!.attributes).toEqual({ "client-ip": "192.0.2.7", "event-id": "A, B" });
  });

  test("is in UTC whatever the zone of the file", () => {
    const reader = createLogReader({ ...OPTIONS, timeZone: "Europe/Berlin" });
    const rows = rowsOf([...reader.push(encodeText(W3C)), ...reader.end()]);
    expect(rows[1]!.timestamp).toBe("2026-11-22T14:03:07.000000Z");
  });

  test("is read the same with ends of lines of Windows", () => {
    const messages = (text: string) =>
      read(text).map(({ timestamp, level, attributes }) => [timestamp, level, attributes]);
    expect(messages(W3C.replaceAll("\n", "\r\n"))).toEqual(messages(W3C));
  });
});

const CSV = [
  "time,level,service,message",
  '2026-11-22 14:03:07,ERROR,cart,"one',
  "",
  '  two ""quoted"", and',
  'three"',
  "2026-11-22 14:03:08,INFO,cart,four",
  "off,by,one",
  '2026-11-22 14:03:09,WARN,cart,"never closed',
  "2026-11-22 14:03:10,INFO,cart,five, six",
].join("\n");

describe("a table with a header", () => {
  test("may have cells of several lines", () => {
    const [, row, next] = read(CSV);
    expect(row).toMatchObject({
      line: 2,
      lines: 4,
      level: "ERROR",
      service: "cart",
      status: "parsed",
      confidence: 100,
    });
    expect(row!.message).toBe('one\n\n  two "quoted", and\nthree');
    expect(next).toMatchObject({ line: 6, level: "INFO", message: "four" });
  });

  test("has its time from two columns only if no other tells it", () => {
    const [, joined] = read("date,time,level,message\n2026-11-22,14:03:07.412,INFO,a\n");
    expect(joined).toMatchObject({ timestamp: "2026-11-22T14:03:07.412000Z", attributes: {} });
    const [, other] = read("timestamp,date,time,level,message\n1795356187,22 Nov,14:03,INFO,a\n");
    expect(other).toMatchObject({
      timestamp: "2026-11-22T14:03:07.000000Z",
      attributes: { date: "22 Nov", time: "14:03" },
    });
  });

  test("has whole rows for messages where no column is one", () => {
    const [, row] = read("event time,user,severity\n2026-11-22 14:03:07,ada,INFO\n");
    expect(row).toMatchObject({ message: "2026-11-22 14:03:07,ada,INFO", status: "parsed", level: "INFO" });
  });

  test("keeps a row that has too few cells as it is, and goes on", () => {
    const row = read(CSV).find(({ line }) => line === 7);
    expect(row).toMatchObject({ raw: "off,by,one\n", timestamp: null });
  });

  test("takes a row for one even if a quote before it was never closed", () => {
    const [before, row] = read(CSV).slice(-2);
    expect(before).toMatchObject({ line: 8, lines: 1, level: "WARNING", timestamp: "2026-11-22T14:03:09.000000Z" });
    expect(row).toMatchObject({ line: 9, message: "five, six", timestamp: "2026-11-22T14:03:10.000000Z" });
  });

  test("loses no more than a bounded number of lines to a quote that is never closed", () => {
    const lines = Array.from({ length: 1200 }, (_, i) => `line ${i}`);
    const rows = read(`time,level,message\n2026-11-22 14:03:07,INFO,"open\n${lines.join("\n")}\n`);
    expect(rows[1]!.lines).toBe(1000);
  });

  test("is told from prose with commas by its names", () => {
    for (const text of ["first, second, third\n1, 2, 3\n", "time flies, they say\nand so do we, now and then\n"]) {
      expect(read(text).map((row) => row.format)).not.toContain("csv");
    }
  });

  test.each([",", ";", "\t", "|"])("may separate its cells by %j", (delimiter) => {
    const text = "time,level,message\n2026-11-22 14:03:07,INFO,started\n".replaceAll(",", delimiter);
    expect(read(text)[1]).toMatchObject({ format: "csv", level: "INFO", message: "started" });
  });
});

test("Zeek's header names the separator and what stands for no value", () => {
  const rows = read(
    "#separator \\x7c\n#unset_field|-\n#fields|ts|id.orig_h|proto|service\n1795356187.5|192.0.2.7|udp|-\n",
  );
  expect(rows[0]).toMatchObject({ lines: 3, status: "parsed" });
  expect(rows[1]).toMatchObject({ format: "zeek", status: "parsed", message: "udp 192.0.2.7", service: null });
  expect(rows[1]!.attributes).toEqual({ "id.orig_h": "192.0.2.7", proto: "udp" });
});

test("a reading goes on from any block of a table as if it had never stopped", () => {
  for (const text of [W3C, CSV, W3C + "\n" + CSV]) {
    const bytes = encodeText(text);
    const reader = createLogReader({ ...OPTIONS, blockRecords: 1 });
    const blocks = [...reader.push(bytes), ...reader.end()];
    for (const [i, { stateAfter }] of blocks.entries()) {
      const state = JSON.parse(JSON.stringify(stateAfter));
      const resumed = createLogReader({ ...OPTIONS, blockRecords: 1, resumeFrom: state });
      const rest = [...resumed.push(bytes.subarray(state.byteOffset)), ...resumed.end()];
      expect(rowsOf(rest)).toEqual(rowsOf(blocks.slice(i + 1)));
    }
  }
});

test("headers made to be slow to read are not", { timeout: 5000 }, () => {
  const odd = [
    `#Date:${" ".repeat(60_000)}\rx`,
    `#Fields: ${"a,".repeat(30_000)} b`,
    `time,level,${"a".repeat(60_000)}`,
    `#separator ${"\\x0".repeat(15_000)}`,
  ];
  for (const line of odd)
    expect(
      read(`${line}\n`.repeat(3))
        .map((row) => row.raw)
        .join(""),
    ).toBe(`${line}\n`.repeat(3));
});

test("whatever follows a header, every byte is kept", () => {
  const header = fc.constantFrom(
    "time,level,message\n",
    "#Fields: date time sc-status\n",
    "#separator \\x09\n#fields\tts\tid\n",
  );
  const noise = fc.array(
    fc.constantFrom('"', ",", "\n", "\r\n", "#", " ", "\t", "2026-11-22 14:03:07", "200", "#Fields: x", "é"),
  );
  fc.assert(
    fc.property(header, noise, (first, parts) => {
      const text = first + parts.join("");
      expect(
        read(text, 3)
          .map((row) => row.raw)
          .join(""),
      ).toBe(text);
    }),
    { numRuns: 50 },
  );
});
