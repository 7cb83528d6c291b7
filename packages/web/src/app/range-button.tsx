import { CalendarRange, ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { useScope } from "../api/use-scope.ts";
import { Button } from "../ui/button.tsx";
import { useZone } from "../ui/display-zone.tsx";
import { rangeLabel } from "./range-label.ts";
import "./range-button.css";

/** The button in the top bar that says the time range of the page. */
export function RangeButton(props: ComponentProps<"button">) {
  const { zone } = useZone();
  const label = rangeLabel(useScope(), zone);
  return (
    <Button aria-label={`Time range: ${label}`} aria-haspopup="dialog" {...props} className="top-bar__range">
      <CalendarRange size={15} aria-hidden="true" />
      <span className="top-bar__range-text">{label}</span>
      <ChevronDown size={14} aria-hidden="true" />
    </Button>
  );
}
