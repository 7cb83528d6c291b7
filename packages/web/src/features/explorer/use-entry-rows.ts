import type { LogEntry } from "@faultline/contract";
import { useMediaQuery } from "@mantine/hooks";
import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useMemo, useRef } from "react";
import { arrangeColumns } from "./list-view.ts";
import type { ListView } from "./use-list-view.ts";

const HEAD_PX = 26;
const ROW_PX = 28;
const PHONE_ROW_PX = 52;
const PHONE_EXTRAS_PX = 22;
const OVERSCAN = 12;

export type EntryRows = ReturnType<typeof useEntryRows>;

/** Which rows are drawn, and where. Entries stay where they are seen while others come or go before them. */
export function useEntryRows(items: readonly LogEntry[], active: number, { columns, isWrapped }: ListView) {
  const scroller = useRef<HTMLDivElement>(null);
  const isPhone = useMediaQuery("(max-width: 720px)") ?? false;
  const { beside, below } = useMemo(() => arrangeColumns(columns, isPhone), [columns, isPhone]);
  const rowPx = isPhone ? PHONE_ROW_PX + (below.length > 0 ? PHONE_EXTRAS_PX : 0) : ROW_PX;
  const headPx = isPhone ? 0 : HEAD_PX;
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    getItemKey: useCallback((index: number) => items[index]!.id, [items]),
    estimateSize: () => rowPx,
    scrollMargin: headPx,
    scrollPaddingStart: headPx,
    overscan: OVERSCAN,
    anchorTo: "end",
    // It is not a chat: whoever is at the end does not follow it as rows grow.
    scrollEndThreshold: -1,
    // The row that keys act on is there for whoever is read to, though it be scrolled away.
    rangeExtractor: useCallback(
      (range: Parameters<typeof defaultRangeExtractor>[0]) => {
        const drawn = defaultRangeExtractor(range);
        return active < 0 || drawn.includes(active) ? drawn : [...drawn, active].toSorted((a, b) => a - b);
      },
      [active],
    ),
  });
  useEffect(() => rows.measure(), [isPhone, isWrapped, columns, rows]);
  return { scroller, rows, rowPx, headPx, beside, below };
}
