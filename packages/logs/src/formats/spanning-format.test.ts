import { expect, test } from "vitest";
import { createLogReader } from "../index.ts";
import { rowsOf } from "../reader/testing/rows.ts";
import { encodeText } from "../text.ts";

const event = (id: number, end = "</Event>\n") =>
  `<Event xmlns='x'>\n <System>\n  <EventID>${id}</EventID>\n  <TimeCreated SystemTime='2026-11-22T14:03:07Z'/>\n\n </System>\n${end}`;

function read(text: string, cut = text.length) {
  const reader = createLogReader({ referenceTimeMs: Date.UTC(2026, 11, 1) });
  const bytes = encodeText(text);
  const blocks = [...reader.push(bytes.subarray(0, cut)), ...reader.push(bytes.subarray(cut)), ...reader.end()];
  return rowsOf(blocks).map(({ line, lines, timestamp, attributes }) => [
    line,
    lines,
    timestamp !== null,
    attributes.event_id,
  ]);
}

test("elements over several lines that follow each other are a record each", () => {
  const text = event(1) + event(2) + event(3);
  for (const cut of [text.length, 30, 200]) {
    expect(read(text, cut)).toEqual([
      [1, 7, true, "1"],
      [8, 7, true, "2"],
      [15, 7, true, "3"],
    ]);
  }
});

test("an element that was cut off ends where the next begins", () => {
  expect(read(event(1, "") + event(2))).toEqual([
    [1, 6, true, "1"],
    [7, 7, true, "2"],
  ]);
});

test("records that end where the next begins are read as a whole", () => {
  const entry = (cursor: number) =>
    `__CURSOR=s=${cursor}\n__REALTIME_TIMESTAMP=1795356187412345\nMESSAGE=no route\n_PID=7\n\n`;
  const reader = createLogReader({ referenceTimeMs: Date.UTC(2026, 11, 1) });
  const rows = rowsOf([...reader.push(encodeText(entry(1) + entry(2))), ...reader.end()]);
  expect(rows.map(({ line, message, attributes }) => [line, message, attributes.pid])).toEqual([
    [1, "no route", "7"],
    [6, "no route", "7"],
  ]);
});
