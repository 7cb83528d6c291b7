import { ArrowDownToLine, ArrowUpToLine, WrapText } from "lucide-react";
import { Button, IconButton } from "../../ui/button.tsx";
import { countOf, formatCount } from "../../ui/format-number.ts";
import { ColumnsMenu } from "./columns-menu.tsx";
import type { EntryListState } from "./use-entry-list.ts";
import type { ListView } from "./use-list-view.ts";
import "./list-toolbar.css";

interface ListToolbarProps {
  list: EntryListState;
  /** Indexes of the rows that are seen. */
  visible: { first: number; last: number };
  view: ListView;
}

/** Which entries of how many are seen, the ways to both ends, and how rows look. */
export function ListToolbar({ list, visible, view }: ListToolbarProps) {
  const { hasOlder, begin, start, items = [] } = list;
  const isAtOldest = start === "oldest" && !hasOlder && visible.last >= items.length - 1;
  return (
    <div className="list-toolbar" role="group" aria-label="List">
      <Position list={list} visible={visible} />
      <IconButton label="Newest entries" onClick={() => begin("newest")}>
        <ArrowUpToLine size={16} aria-hidden="true" />
      </IconButton>
      <IconButton label="Oldest entries" disabled={isAtOldest} onClick={() => begin("oldest")}>
        <ArrowDownToLine size={16} aria-hidden="true" />
      </IconButton>
      <Button
        kind="quiet"
        aria-label="Wrap"
        aria-pressed={view.isWrapped}
        onClick={() => view.setWrapped(!view.isWrapped)}
      >
        <WrapText size={15} aria-hidden="true" /> <span className="list-toolbar__name">Wrap</span>
      </Button>
      <ColumnsMenu view={view} items={list.items ?? []} />
    </div>
  );
}

function Position({ list, visible: { first, last } }: Pick<ListToolbarProps, "list" | "visible">) {
  const { total, firstNumber, items = [], isEmpty, isCountFailed, mistake } = list;
  const isSearching = list.entries.isFetching && !mistake && !list.isStale && items.length <= last + 1;
  const range =
    mistake || firstNumber === undefined || items.length === 0
      ? null
      : `${formatCount(firstNumber + first)}–${formatCount(Math.min(firstNumber + last, firstNumber + items.length - 1))} of `;
  const countedText =
    total !== undefined ? countOf(total, "entry", "entries") : isCountFailed ? "more than could be counted" : "…";
  return (
    <p className="list-toolbar__position">
      {!isEmpty && <span>{range}</span>}
      <strong role="status" data-total={mistake ? undefined : total}>
        {mistake ? "Entries of the last query that could be read" : countedText}
      </strong>
      {isSearching && <span className="list-toolbar__searching"> · searching</span>}
    </p>
  );
}
