import { useOnDemand } from "../ui/on-demand.ts";
import { RangeButton } from "./range-button.tsx";

export const loadRangeChoice = () => import("./range-choice.tsx");

/** Says and changes the time range of the page. */
export function TimeRange() {
  const { Part: RangeChoice, standIn } = useOnDemand(loadRangeChoice);
  return RangeChoice ? <RangeChoice /> : <RangeButton aria-expanded="false" {...standIn} />;
}
