import { useDebouncedCallback } from "@mantine/hooks";
import { useState } from "react";
import type { Instant, ListStart } from "../../api/entries.ts";
import { placeOfTime, timeAtPlace, type RailScale } from "./rail-scale.ts";
import type { EntryListState } from "./use-entry-list.ts";

/** A pointer that rests so long while it drags is shown what is there. */
const REST_MS = 150;

/** Which part of the whole result the rows that are seen are, and how to go elsewhere. */
export function useRailPlace(scale: RailScale, list: EntryListState, visible: { first: number; last: number }) {
  const { items = [], firstIndex, firstNumber, total, start, begin, hasNewer, hasOlder, isStale } = list;
  const [aim, setAim] = useState<{ place: number; start: ListStart } | null>(null);
  const timeOf = (index: number) => items[index]?.timestamp ?? null;
  const placeOf = (index: number) => {
    const isRanked = firstNumber !== undefined && total !== undefined;
    // Those without a time are told apart by their number alone.
    if (timeOf(index) === null && isRanked) return Math.max(scale.datedBottom, (firstNumber + index - 1) / total);
    return placeOfTime(scale, timeOf(index));
  };
  const last = Math.min(visible.last, items.length - 1);
  const seenTop = !hasNewer && visible.first === 0 ? 0 : placeOf(visible.first);
  const seenBottom = !hasOlder && last === items.length - 1 ? 1 : placeOf(last);
  const aimed = aim?.start === start ? aim : null;
  // Before the oldest entry there is none, until those after it have come.
  const isOnItsWay = isStale || items.length === 0;
  const goTo = (place: number) => {
    const wanted = startAt(scale, place);
    setAim({ place, start: wanted });
    begin(wanted);
  };
  return {
    top: aimed && isOnItsWay ? aimed.place : seenTop,
    bottom: aimed && isOnItsWay ? aimed.place : Math.max(seenTop, seenBottom),
    /** Of the first row that is seen, or of what is on its way; null for what has no time. */
    time: aimed && isOnItsWay ? new Date(timeAtPlace(scale, aimed.place)).toISOString() : timeOf(visible.first),
    // Many entries may have one time: who has come there by keys goes on from where these aimed at.
    keyPlace: aimed && (isOnItsWay || firstIndex + visible.first === 0) ? aimed.place : seenTop,
    goTo,
    goSoon: useDebouncedCallback(goTo, REST_MS),
  };
}

function startAt(scale: RailScale, place: number): ListStart {
  if (place <= 0) return "newest";
  if (place >= 1) return "oldest";
  return new Date(timeAtPlace(scale, place)).toISOString() as Instant;
}
