import type { Level } from "@faultline/logs";
import { FAINT, LEVEL_COLOURS, ORIGIN } from "../colours.ts";
import type { Paint } from "../text-output.ts";
import { visibleText } from "../visible-text.ts";

/** What a line for people is made of. */
interface ShownRecord {
  readonly timestamp: string | null;
  readonly level: Level | null;
  readonly service: string | null;
  readonly message: string;
  readonly parse_status: string;
}

const TIME_WIDTH = "2026-11-24T10:15:30.123456Z".length;
const LEVEL_WIDTH = "WARNING".length;

/** A record for people: time, level, service and message; further lines of the message as they are. */
export function recordLine(record: ShownRecord, paint: Paint): string {
  const { timestamp, level, service, message, parse_status } = record;
  const time = paint(FAINT, (timestamp ?? "-").padEnd(TIME_WIDTH));
  const severity =
    parse_status === "failed"
      ? paint(FAINT, "?".padEnd(LEVEL_WIDTH))
      : paint(level === null ? FAINT : LEVEL_COLOURS[level], (level ?? "-").padEnd(LEVEL_WIDTH));
  const origin = service === null ? "" : `${paint(ORIGIN, visibleText(service))} `;
  return `${time} ${severity} ${origin}${visibleText(message)}`;
}
