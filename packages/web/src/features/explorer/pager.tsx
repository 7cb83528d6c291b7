import { Select } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { ChevronLeft, ChevronRight, ChevronsLeft, ChevronsRight } from "lucide-react";
import { IconButton } from "../../ui/button.tsx";
import { countOf, formatCount } from "../../ui/format-number.ts";
import { DEFAULT_PAGE_SIZE, PAGE_SIZES } from "./explorer-search.ts";
import type { ChangeSearch } from "./use-explorer.ts";

interface PagerProps {
  total: number;
  page: { offset: number; limit: number };
  change: ChangeSearch;
}

/** Which of how many, and the ways to the others. */
export function Pager({ total, page: { offset, limit }, change }: PagerProps) {
  const number = offset / limit + 1;
  const last = Math.max(1, Math.ceil(total / limit));
  const go = (wanted: number) => {
    const to = Math.max(1, Math.min(last, wanted));
    if (to !== number) change({ page: to === 1 ? undefined : to, record: undefined });
  };
  useHotkeys([
    ["[", () => go(number - 1)],
    ["]", () => go(number + 1)],
  ]);
  return (
    <nav className="pager" aria-label="Pages">
      <p className="pager__total" role="status" data-total={total}>
        {offset < total && (
          <>
            {formatCount(offset + 1)}–{formatCount(Math.min(offset + limit, total))} of{" "}
          </>
        )}
        <strong>{countOf(total, "entry", "entries")}</strong>
      </p>
      <Select
        className="pager__size"
        aria-label="Entries per page"
        data={PAGE_SIZES.map((size) => ({ value: String(size), label: `${size} per page` }))}
        value={String(limit)}
        allowDeselect={false}
        onChange={(value) => {
          const size = Number(value ?? DEFAULT_PAGE_SIZE);
          // The first entry shown stays on the page.
          const page = Math.floor(offset / size) + 1;
          change({ size: size === DEFAULT_PAGE_SIZE ? undefined : size, page: page === 1 ? undefined : page });
        }}
      />
      <div className="pager__steps">
        <IconButton label="First page" className="pager__edge" disabled={number <= 1} onClick={() => go(1)}>
          <ChevronsLeft size={16} aria-hidden="true" />
        </IconButton>
        <IconButton label="Previous page" disabled={number <= 1} onClick={() => go(number - 1)}>
          <ChevronLeft size={16} aria-hidden="true" />
        </IconButton>
        <span className="pager__number">
          {formatCount(number)} / {formatCount(last)}
        </span>
        <IconButton label="Next page" disabled={number >= last} onClick={() => go(number + 1)}>
          <ChevronRight size={16} aria-hidden="true" />
        </IconButton>
        <IconButton label="Last page" className="pager__edge" disabled={number >= last} onClick={() => go(last)}>
          <ChevronsRight size={16} aria-hidden="true" />
        </IconButton>
      </div>
    </nav>
  );
}
