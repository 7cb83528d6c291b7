import { useQuery } from "@tanstack/react-query";
import { useMemo, useState, type KeyboardEvent, type PointerEvent } from "react";
import { scopeOf, type Scope } from "../../api/scope.ts";
import { timePartsQuery } from "../../api/stats.ts";
import { useZone } from "../../ui/display-zone.tsx";
import { formatSecond } from "../../ui/format-time.ts";
import { LIST_ID } from "./entry-list.tsx";
import { entryFilterOf, isReadable, type ExplorerSearch } from "./explorer-search.ts";
import { placeByKey, railLabels, railScale, timeAtPlace, type RailScale, type RailSegment } from "./rail-scale.ts";
import type { EntryListState } from "./use-entry-list.ts";
import { useRailPlace } from "./use-rail-place.ts";
import { useVolume } from "./use-volume.ts";
import "./time-rail.css";

interface TimeRailProps {
  search: ExplorerSearch & Scope;
  list: EntryListState;
  /** Indexes of the rows that are seen. */
  visible: { first: number; last: number };
}

/** Beside the rows: the whole result from the newest to the oldest, where in it one is, and the way to anywhere else. */
export function TimeRail({ search, list, visible }: TimeRailProps) {
  // What is seen first is counted first.
  const { isFetched: isVolumeAsked } = useVolume(search, list.areRowsThere);
  const { data, isError } = useQuery({
    ...timePartsQuery(scopeOf(search), entryFilterOf(search)),
    enabled: isVolumeAsked && isReadable(search.q),
  });
  const scale = useMemo(() => data && railScale(data), [data]);
  const { items = [], hasNewer, hasOlder } = list;
  const isAllSeen = !hasNewer && !hasOlder && visible.first === 0 && visible.last >= items.length - 1;
  if (isAllSeen) return null;
  if (scale) return <Rail scale={scale} list={list} visible={visible} />;
  // Its room is kept, so that no row changes as it comes.
  return !data && !isError && <div className="time-rail" />;
}

function Rail({ scale, list, visible }: { scale: RailScale } & Omit<TimeRailProps, "search">) {
  const { zone } = useZone();
  const place = useRailPlace(scale, list, visible);
  const { pointed, isDragged, ...pointer } = usePointer(place);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const to = placeByKey(scale, place.keyPlace, event.key);
    if (to === undefined) return;
    event.preventDefault();
    // A key that is held asks for the next place when it has come to the one before.
    if (!event.repeat || !list.isStale) place.goTo(to);
  };
  const top = isDragged && pointed !== null ? pointed : place.top;
  const height = isDragged ? 0 : place.bottom - place.top;
  return (
    <div
      className="time-rail"
      role="slider"
      tabIndex={0}
      aria-label="Place in the result"
      aria-orientation="vertical"
      aria-controls={list.items?.length ? LIST_ID : undefined}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round((1 - place.top) * 100)}
      aria-valuetext={place.time === null ? "Without a time" : formatSecond(place.time, zone)}
      data-dragged={isDragged || undefined}
      onKeyDown={onKeyDown}
      onWheel={({ deltaY }) => document.getElementById(LIST_ID)?.scrollBy(0, deltaY)}
      {...pointer}
    >
      <div className="time-rail__labels" aria-hidden="true">
        {railLabels(scale, zone).map(({ place: at, clock, date }) => (
          <span key={at} style={{ top: percent(at) }}>
            {date && <span className="time-rail__date">{date}</span>}
            {clock}
          </span>
        ))}
      </div>
      <Strip scale={scale} />
      <span className="time-rail__thumb" style={{ top: percent(top), height: percent(height) }} />
      {pointed !== null && (
        <span className="time-rail__reading" style={{ top: percent(pointed) }}>
          {pointed < scale.datedBottom
            ? formatSecond(new Date(timeAtPlace(scale, pointed)).toISOString(), zone)
            : "Without a time"}
        </span>
      )}
    </div>
  );
}

/** The place that is pointed at; a click goes there, and so does each rest of a drag. */
function usePointer({ goSoon }: ReturnType<typeof useRailPlace>) {
  const [pointed, setPointed] = useState<number | null>(null);
  const [isDragged, setDragged] = useState(false);
  const placeAt = (event: PointerEvent<HTMLElement>) => {
    const { top, height } = event.currentTarget.getBoundingClientRect();
    return Math.max(0, Math.min(1, (event.clientY - top) / height));
  };
  return {
    pointed,
    isDragged,
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      setDragged(true);
      setPointed(placeAt(event));
      goSoon(placeAt(event));
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      setPointed(placeAt(event));
      // The capture is over before its end is told.
      if (isDragged && event.currentTarget.hasPointerCapture(event.pointerId)) goSoon(placeAt(event));
    },
    onPointerUp(event: PointerEvent<HTMLElement>) {
      if (!isDragged) return;
      setDragged(false);
      goSoon.flush();
      if (event.pointerType !== "mouse") setPointed(null);
    },
    // Of a drag that ends any other way: cancelled, or taken from the rail without a word.
    onLostPointerCapture() {
      if (!isDragged) return;
      setDragged(false);
      setPointed(null);
      goSoon.cancel();
    },
    onPointerLeave: () => !isDragged && setPointed(null),
  };
}

/** What the entries of each part of time are: the more errors, the wider their band; few are seen as well. */
function Strip({ scale: { segments, datedBottom } }: { scale: RailScale }) {
  return (
    <svg className="time-rail__strip" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
      <rect data-part="rest" width={1} height={datedBottom} />
      {segments.map((segment) => (
        <Bands key={segment.startMs} segment={segment} />
      ))}
    </svg>
  );
}

function Bands({ segment: { top, bottom, part } }: { segment: RailSegment }) {
  const bad = part.error + part.fatal;
  const error = Math.sqrt(bad / part.total);
  const grave = Math.sqrt((bad + part.warning) / part.total);
  const extent = { y: top, height: bottom - top };
  return (
    <>
      {grave > error && <rect data-part="warning" width={grave} {...extent} />}
      {error > 0 && <rect data-part="error" width={error} {...extent} />}
    </>
  );
}

function percent(part: number): string {
  return `${part * 100}%`;
}
