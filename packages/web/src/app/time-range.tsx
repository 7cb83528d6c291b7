import { lazy } from "react";
import { useOnDemand } from "../ui/on-demand.ts";
import { RangeButton } from "./range-button.tsx";

export const loadRangeChoice = () => import("./range-choice.tsx");
const RangeChoice = lazy(loadRangeChoice);

/** Says and changes the time range of the page. */
export function TimeRange() {
  const { isWanted, standIn } = useOnDemand(loadRangeChoice);
  return isWanted ? <RangeChoice /> : <RangeButton aria-expanded="false" {...standIn} />;
}
