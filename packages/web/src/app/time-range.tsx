import { Popover } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { CalendarRange, ChevronDown } from "lucide-react";
import { lazy, Suspense } from "react";
import { RELATIVE_RANGES, type RelativeRange, type Scope } from "../api/scope.ts";
import { useScope } from "../api/use-scope.ts";
import { Button, buttonClass } from "../ui/button.tsx";
import { useZone } from "../ui/display-zone.tsx";
import { Skeleton } from "../ui/states.tsx";
import { rangeLabel } from "./range-label.ts";
import "./time-range.css";

// The calendar is a good part of the script and is not needed to show a page.
const AbsoluteRange = lazy(() => import("./absolute-range.tsx"));

/** The button in the top bar that says and changes the time range of the page. */
export function TimeRange() {
  const scope = useScope();
  const { zone } = useZone();
  const [opened, { toggle, close }] = useDisclosure(false);
  const navigate = useNavigate();
  const choose = (times: Pick<Scope, "range" | "start" | "end">) => {
    close();
    void navigate({
      to: ".",
      search: (previous) => ({
        ...previous,
        range: undefined,
        start: undefined,
        end: undefined,
        page: undefined,
        at: undefined,
        record: undefined,
        ...times,
      }),
    });
  };
  const label = rangeLabel(scope, zone);
  const isRelative = !scope.start && !scope.end;
  return (
    <Popover opened={opened} onChange={(open) => !open && close()} position="bottom-end" trapFocus width="auto">
      <Popover.Target>
        <Button className="top-bar__range" onClick={toggle} aria-label={`Time range: ${label}`}>
          <CalendarRange size={15} aria-hidden="true" />
          <span className="top-bar__range-text">{label}</span>
          <ChevronDown size={14} aria-hidden="true" />
        </Button>
      </Popover.Target>
      <Popover.Dropdown className="time-range" aria-label="Time range">
        <ul className="time-range__presets">
          <li>
            <Preset label="All data" chosen={isRelative && !scope.range} onClick={() => choose({})} />
          </li>
          {Object.entries(RELATIVE_RANGES).map(([range, preset]) => (
            <li key={range}>
              <Preset
                label={preset.label}
                chosen={isRelative && scope.range === range}
                onClick={() => choose({ range: range as RelativeRange })}
              />
            </li>
          ))}
        </ul>
        <Suspense fallback={<Skeleton width={250} height={360} />}>
          <AbsoluteRange scope={scope} onApply={choose} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}

function Preset({ label, chosen, onClick }: { label: string; chosen: boolean; onClick: () => void }) {
  return (
    <button
      type="button"
      className={buttonClass("quiet", "time-range__preset")}
      aria-pressed={chosen}
      onClick={onClick}
    >
      {label}
    </button>
  );
}
