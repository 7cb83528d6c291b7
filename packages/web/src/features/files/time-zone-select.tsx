import { Select } from "@mantine/core";
import { fittingFirst } from "../../ui/fitting-first.ts";

const OPTIONS_SHOWN = 60;

/** UTC and the viewer's own zone first, then all that the browser knows. */
function timeZones(): string[] {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return [...new Set(["UTC", own, ...Intl.supportedValuesOf("timeZone")])];
}

interface TimeZoneSelectProps {
  /** Null is the server's. */
  value: string | null;
  onChange: (value: string | null) => void;
}

/** Where the clocks stood of timestamps that name no zone. */
export function TimeZoneSelect({ value, onChange }: TimeZoneSelectProps) {
  const zones = timeZones();
  return (
    <Select
      label="Time zone"
      description="Of timestamps that name none"
      placeholder="The server's"
      searchable
      selectFirstOptionOnChange
      filter={fittingFirst}
      clearable
      clearButtonProps={{ "aria-label": "Use the server's time zone" }}
      limit={OPTIONS_SHOWN}
      nothingFoundMessage="No such time zone"
      data={value === null || zones.includes(value) ? zones : [value, ...zones]}
      value={value}
      onChange={onChange}
    />
  );
}
