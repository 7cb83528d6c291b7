import type { LogEntry } from "@faultline/contract";
import { useHotkeys, useMediaQuery } from "@mantine/hooks";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { EntryRow } from "./entry-row.tsx";
import type { ExplorerSearch } from "./explorer-search.ts";
import type { ChangeSearch } from "./use-explorer.ts";

const ROW_PX = 28;
const PHONE_ROW_PX = 52;

interface EntryListProps {
  items: readonly LogEntry[];
  /** Position of the first item among all that match, from 1. */
  firstNumber: number;
  total: number;
  search: ExplorerSearch;
  change: ChangeSearch;
  /** These are the entries of the last question, shown until the answer to the present one is there. */
  stale: boolean;
}

export function EntryList({ items, firstNumber, total, search, change, stale }: EntryListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const isPhone = useMediaQuery("(max-width: 720px)") ?? false;
  const openIndex = items.findIndex((entry) => entry.id === search.record);
  const [active, setActive] = useState(Math.max(0, openIndex));
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (isPhone ? PHONE_ROW_PX : ROW_PX),
    overscan: 12,
  });

  useEffect(() => rows.measure(), [isPhone, rows]);
  useEffect(() => {
    if (!stale) scroller.current?.scrollTo({ top: 0 });
    setActive((index) => Math.min(index, items.length - 1));
    // The first item stands for the page: a refresh that brings the same entries must not move the list.
  }, [items[0]?.id, stale]);
  useEffect(() => {
    if (openIndex >= 0) rows.scrollToIndex(openIndex);
    // Only when another entry is opened, not on each scroll or refresh.
  }, [search.record]);

  const move = (to: number) => {
    const index = Math.max(0, Math.min(items.length - 1, to));
    setActive(index);
    rows.scrollToIndex(index);
    if (search.record !== undefined) change({ record: items[index]?.id }, { replace: true });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const rowPx = isPhone ? PHONE_ROW_PX : ROW_PX;
    const rowsInView = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowPx) - 1);
    const to = targetOf(event.key, active, rowsInView, items.length);
    if (to !== undefined) move(to);
    else if (event.key === "Enter" || event.key === " ") change({ record: items[active]?.id });
    else return;
    event.preventDefault();
  };
  useHotkeys([["Escape", () => search.record !== undefined && change({ record: undefined })]]);

  const activeEntry = items[active];
  return (
    <div
      ref={scroller}
      className="entry-list"
      role="listbox"
      aria-label="Log entries"
      aria-activedescendant={activeEntry && `entry-${activeEntry.id}`}
      tabIndex={0}
      data-stale={stale || undefined}
      data-total={total}
      onKeyDown={onKeyDown}
    >
      <div className="entry-list__rows" role="presentation" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start, size }) => {
          const entry = items[index];
          if (!entry) return null;
          return (
            <EntryRow
              key={entry.id}
              entry={entry}
              isActive={index === active}
              isOpen={entry.id === search.record}
              position={firstNumber + index}
              total={total}
              style={{ height: size, transform: `translateY(${start}px)` }}
              onOpen={() => {
                setActive(index);
                change({ record: entry.id === search.record ? undefined : entry.id });
              }}
            />
          );
        })}
      </div>
    </div>
  );
}

/** Where a key leads from a row; undefined for a key that moves nowhere. */
function targetOf(key: string, active: number, rowsInView: number, count: number): number | undefined {
  const moves: Record<string, number> = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    PageDown: active + rowsInView,
    PageUp: active - rowsInView,
    Home: 0,
    End: count - 1,
  };
  return moves[key];
}
