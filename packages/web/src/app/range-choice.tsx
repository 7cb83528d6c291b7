import { Popover } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useEffectEvent } from "react";
import { RELATIVE_RANGES, type RelativeRange, type Scope } from "../api/scope.ts";
import { useScope } from "../api/use-scope.ts";
import { buttonClass } from "../ui/button.tsx";
import { useOnDemand, useOpenOnArrival } from "../ui/on-demand.ts";
import { Skeleton } from "../ui/states.tsx";
import { RangeButton } from "./range-button.tsx";
import "./time-range.css";

// The calendar is a good part of the script and is not needed to show a page.
const loadAbsoluteRange = () => import("./absolute-range.tsx");

/** The time range of the page, relative or from one moment to another. */
export default function RangeChoice() {
  const scope = useScope();
  const { targetRef, opened, setOpened } = useOpenOnArrival<HTMLButtonElement>();
  const { Part: AbsoluteRange, want } = useOnDemand(loadAbsoluteRange);
  const fetchPart = useEffectEvent(want);
  useEffect(() => {
    if (opened) void fetchPart();
  }, [opened]);
  const navigate = useNavigate();
  const choose = (times: Pick<Scope, "range" | "start" | "end">) => {
    setOpened(false);
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
  const isRelative = !scope.start && !scope.end;
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus width="auto">
      <Popover.Target>
        <RangeButton ref={targetRef} onClick={() => setOpened(!opened)} />
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
        {AbsoluteRange ? <AbsoluteRange scope={scope} onApply={choose} /> : <Skeleton width={250} height={360} />}
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
