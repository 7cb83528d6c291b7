import { ArrowUp } from "lucide-react";
import { countOf } from "../../ui/format-number.ts";
import { LIST_ID } from "./entry-list.tsx";
import type { EntryListState } from "./use-entry-list.ts";
import "./new-entries.css";

/** Over the first rows: what came since they were asked for, and the way to it. */
export function NewEntries({ list: { newer, begin } }: { list: EntryListState }) {
  const show = () => {
    begin("newest");
    document.getElementById(LIST_ID)?.focus({ preventScroll: true });
  };
  return (
    <div className="new-entries">
      {/* Said once, and not each time that there are more. */}
      <p className="visually-hidden" role="status" aria-label="New entries">
        {newer !== 0 && "New entries have come. Home shows them."}
      </p>
      {newer !== 0 && (
        <button type="button" className="new-entries__chip" onClick={show}>
          <ArrowUp size={13} aria-hidden="true" />
          {newer === null ? "New entries" : countOf(newer, "new entry", "new entries")}
        </button>
      )}
    </div>
  );
}
