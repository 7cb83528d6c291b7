import type { LogEntry } from "@faultline/contract";
import type { HighlightTerm } from "@faultline/logs";
import { useCallback, useEffect, useMemo, useRef, type CSSProperties } from "react";
import { useZone } from "../../ui/display-zone.tsx";
import { yearOf, type Zone } from "../../ui/format-time.ts";
import { EntryRow } from "./entry-row.tsx";
import type { ExplorerSearch } from "./explorer-search.ts";
import { ListHead } from "./list-head.tsx";
import { ListEnd } from "./list-end.tsx";
import { useActiveRow } from "./use-active-row.ts";
import type { EntryListState } from "./use-entry-list.ts";
import { useEntryRows } from "./use-entry-rows.ts";
import type { ChangeSearch } from "./use-explorer.ts";
import { useListKeys } from "./use-list-keys.ts";
import { useListScroll } from "./use-list-scroll.ts";
import type { ListView } from "./use-list-view.ts";
import { useMoreEntries } from "./use-more-entries.ts";
import { useUnfolded } from "./use-unfolded.ts";

/** Where the focus goes back to from what was opened out of the list. */
export const LIST_ID = "entries";

interface EntryListProps {
  items: readonly LogEntry[];
  list: EntryListState;
  search: ExplorerSearch;
  change: ChangeSearch;
  view: ListView;
  terms: readonly HighlightTerm[];
  /** Tells which rows are seen. */
  onVisible: (first: number, last: number) => void;
}

export function EntryList({ items, list, search, change, view, terms, onVisible }: EntryListProps) {
  const { active, setActive, setSeen } = useActiveRow(items, list, search.record);
  const drawn = useEntryRows(items, active, view);
  const { scroller, rows, rowPx, headPx, beside, below } = drawn;
  const [unfolded, fold] = useUnfolded();
  const { startIndex: first = 0, endIndex: last = 0 } = rows.range ?? {};
  useEffect(() => {
    setSeen(first);
    onVisible(first, last);
  }, [first, last, onVisible, setSeen]);
  useMoreEntries(list, items.length, first, last);
  useListScroll(drawn, items, list, search.record);

  const moveTo = (to: number) => {
    const index = Math.max(0, Math.min(items.length - 1, to));
    setActive(index);
    rows.scrollToIndex(index);
    if (search.record !== undefined) change({ record: items[index]?.id }, { replace: true });
  };
  const open = (index: number) => {
    setActive(index);
    const id = items[index]?.id;
    change({ record: id === search.record ? undefined : id });
  };
  const onKeyDown = useListKeys(scroller, {
    active,
    rowsInView: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowPx) - 2),
    moveTo,
    toNewest: () => (list.hasNewer || list.newer !== 0 ? list.begin("newest") : moveTo(0)),
    toOldest: () => (list.hasOlder ? list.begin("oldest") : moveTo(items.length - 1)),
    open: () => open(active),
    fold: (isUnfolded) => items[active] && fold(items[active].id, isUnfolded),
    close: () => search.record !== undefined && change({ record: undefined }),
  });

  const latestOpen = useRef(open);
  useEffect(() => {
    latestOpen.current = open;
  });
  const onOpen = useCallback((index: number) => latestOpen.current(index), []);
  const { isWrapped, columns } = view;
  const { zone } = useZone();
  const hasOtherYears = useMemo(() => isOfOtherYears(items, zone, new Date()), [items, zone]);
  return (
    <div
      ref={scroller}
      id={LIST_ID}
      className="entry-list"
      role="listbox"
      aria-label="Log entries"
      aria-activedescendant={items[active] && `entry-${items[active].id}`}
      tabIndex={0}
      data-years={hasOtherYears || undefined}
      data-stale={(list.isStale && list.entries.isFetching) || undefined}
      onKeyDown={onKeyDown}
      style={{ "--columns": columns.map(({ width }) => width).join(" ") } as CSSProperties}
    >
      <ListHead columns={columns} />
      <div className="entry-list__rows" role="presentation" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const entry = items[index];
          if (!entry) return null;
          return (
            <EntryRow
              key={entry.id}
              entry={entry}
              index={index}
              top={start - headPx}
              position={list.firstNumber === undefined ? undefined : list.firstNumber + index}
              total={list.total}
              columns={beside}
              extras={below}
              isWrapped={isWrapped}
              terms={terms}
              isActive={index === active}
              isOpen={entry.id === search.record}
              isUnfolded={unfolded.has(entry.id)}
              measure={rows.measureElement}
              onOpen={onOpen}
              onFold={fold}
            />
          );
        })}
      </div>
      <ListEnd list={list} />
    </div>
  );
}

/** Whether a date without its year would be taken for one of this year. */
function isOfOtherYears(items: readonly LogEntry[], zone: Zone, now: Date): boolean {
  const year = yearOf(now.toISOString(), zone);
  return items.some(({ timestamp }) => timestamp !== null && yearOf(timestamp, zone) !== year);
}
