import { LoaderCircle } from "lucide-react";
import type { EntryListState } from "./use-entry-list.ts";

/** What comes after the last row: more, or nothing. */
export function ListEnd({ list: { hasOlder, entries } }: { list: EntryListState }) {
  if (!hasOlder) return <p className="list-end">These are the oldest</p>;
  if (entries.isFetchNextPageError) return null;
  return (
    <p className="list-end">
      <LoaderCircle size={13} className="list-end__busy" aria-hidden="true" /> Looking for older entries
    </p>
  );
}
