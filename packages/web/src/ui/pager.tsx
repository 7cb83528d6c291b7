import { Button } from "./button.tsx";
import { formatCount } from "./format-number.ts";
import "./pager.css";

interface PagerProps {
  /** What the page has of the whole; `items` is empty for a page beyond the last. */
  of: { readonly total: number; readonly offset: number; readonly items: readonly unknown[] };
  pageSize: number;
  /** From 1. */
  page: number;
  onPage: (page: number) => void;
}

/** Which part of a long list is shown, and the ways to the parts beside it. */
export function Pager({ of: { total, offset, items }, pageSize, page, onPage }: PagerProps) {
  const isBeyond = items.length === 0;
  return (
    <nav className="pager" aria-label="Pages">
      <p>
        {isBeyond ? "None" : `${formatCount(offset + 1)}–${formatCount(offset + items.length)}`} of {formatCount(total)}
      </p>
      <Button disabled={page === 1} onClick={() => onPage(isBeyond ? Math.ceil(total / pageSize) : page - 1)}>
        Previous
      </Button>
      <Button disabled={offset + items.length >= total} onClick={() => onPage(page + 1)}>
        Next
      </Button>
    </nav>
  );
}
