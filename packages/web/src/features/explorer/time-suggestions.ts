import { written, type Suggestion, type ValueTyped } from "./suggestions.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;

const LENGTHS = [
  { ms: 15 * MINUTE_MS, name: "15 minutes" },
  { ms: 60 * MINUTE_MS, name: "hour", count: "an hour" },
  { ms: 360 * MINUTE_MS, name: "6 hours" },
  { ms: DAY_MS, name: "24 hours" },
  { ms: 7 * DAY_MS, name: "7 days" },
];

/**
 * Times to write after `time:`, from the newest entry back: logs are often not of today. The language takes times of
 * ISO 8601 and no lengths, so that a query means the same tomorrow.
 */
export function timeSuggestions(text: string, typed: ValueTyped, newest: string | null | undefined): Suggestion[] {
  const newestMs = Date.parse(newest ?? "");
  if (Number.isNaN(newestMs)) return [];
  const { start } = typed.span;
  const isCompared = /[<>]=?$/.test(text.slice(0, start));
  const isBare = text[start - 1] === ":";
  const stretches = LENGTHS.map(({ ms, name, count = name }) => {
    const moment = new Date(newestMs - ms).toISOString().slice(0, 16);
    return isCompared
      ? { label: moment, detail: `${count} before the newest` }
      : { label: `>=${moment}`, detail: `the last ${name}` };
  });
  const days = [
    { label: dayOf(newestMs), detail: "the day of the newest" },
    { label: dayOf(newestMs - DAY_MS), detail: "the day before" },
  ];
  const offered = isCompared || isBare ? [...stretches, ...days] : days;
  return offered
    .filter(({ label }) => label.startsWith(typed.prefix.toUpperCase()))
    .map(({ label, detail }) => ({ group: "Times, in UTC", label, detail, result: written(text, typed, label) }));
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
