import { TextInput } from "@mantine/core";
import { DatePicker } from "@mantine/dates";
import { useState, type FormEvent } from "react";
import type { Scope } from "../api/scope.ts";
import { Button } from "../ui/button.tsx";
import { useZone } from "../ui/display-zone.tsx";
import { parseTypedTime, typedTime } from "../ui/parse-time.ts";
import "./calendar.css";

const CALENDAR_LABELS = {
  previousMonth: "Previous month",
  nextMonth: "Next month",
  previousYear: "Previous year",
  nextYear: "Next year",
  previousDecade: "Previous decade",
  nextDecade: "Next decade",
  monthLevelControl: "Choose a month",
  yearLevelControl: "Choose a year",
};

interface AbsoluteRangeProps {
  scope: Scope;
  onApply: (times: Pick<Scope, "start" | "end">) => void;
}

/** From and to, typed or picked; either may be left open. */
export default function AbsoluteRange({ scope, onApply }: AbsoluteRangeProps) {
  const { zone } = useZone();
  const [start, setStart] = useState(scope.start ? typedTime(scope.start, zone) : "");
  const [end, setEnd] = useState(scope.end ? typedTime(scope.end, zone) : "");
  const [errors, setErrors] = useState<{ start?: string; end?: string }>({});

  const apply = (event: FormEvent) => {
    event.preventDefault();
    const times = { start: read(start, zone), end: read(end, zone) };
    const found: typeof errors = {};
    if (times.start === null) found.start = "Write it as 2026-11-22 14:03";
    if (times.end === null) found.end = "Write it as 2026-11-22 14:03";
    if (times.start && times.end && times.start >= times.end) found.end = "The end must be after the start";
    setErrors(found);
    if (found.start || found.end) return;
    onApply({ start: times.start ?? undefined, end: times.end ?? undefined });
  };
  const pick = ([from, to]: [string | null, string | null]) => {
    setStart(from ? `${from} 00:00:00` : "");
    setEnd(to ? `${to} 23:59:59.999` : "");
  };
  return (
    <form className="time-range__absolute" onSubmit={apply} noValidate>
      <DatePicker
        ariaLabels={CALENDAR_LABELS}
        type="range"
        allowSingleDateInRange
        size="xs"
        value={[day(start), day(end)]}
        onChange={pick}
      />
      <TextInput
        label="Start"
        placeholder="2026-11-22 14:03:07"
        value={start}
        error={errors.start}
        onChange={(event) => setStart(event.currentTarget.value)}
      />
      <TextInput
        label="End"
        placeholder="2026-11-22 15:00:00"
        value={end}
        error={errors.end}
        onChange={(event) => setEnd(event.currentTarget.value)}
      />
      <p className="time-range__zone">{zone === "utc" ? "Times are in UTC." : `Times are in ${zoneName()}.`}</p>
      <Button type="submit" kind="primary">
        Apply range
      </Button>
    </form>
  );
}

/** Undefined for an end left open, null for text that is no time. */
function read(text: string, zone: "local" | "utc"): string | null | undefined {
  return text.trim() === "" ? undefined : parseTypedTime(text, zone);
}

function day(typed: string): string | null {
  return /^\d{4}-\d{2}-\d{2}/.exec(typed)?.[0] ?? null;
}

function zoneName(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
