import type { LogEntry } from "@faultline/contract";
import type { HighlightTerm } from "@faultline/logs";
import { memo, type Ref } from "react";
import { visibleLine, visibleText } from "../../ui/visible-text.ts";
import { EntryCell } from "./entry-cell.tsx";
import type { Column } from "./list-view.ts";
import { MarkedText } from "./marked-text.tsx";
import { rowText } from "./message-lines.ts";

interface EntryRowProps {
  entry: LogEntry;
  index: number;
  /** From the top of the rows, in pixels. */
  top: number;
  /** Place among all that match, from 1, and how many these are; undefined while not known. */
  position: number | undefined;
  total: number | undefined;
  columns: readonly Column[];
  /** Below the message and with their names, where there is no room beside it. */
  extras: readonly Column[];
  isWrapped: boolean;
  terms: readonly HighlightTerm[];
  isActive: boolean;
  isOpen: boolean;
  isUnfolded: boolean;
  measure: Ref<HTMLDivElement>;
  onOpen: (index: number) => void;
  onFold: (id: number) => void;
}

/** One entry of the list. Rows are many and change seldom, so that each is drawn anew only when something of it did. */
export const EntryRow = memo(function EntryRow(props: EntryRowProps) {
  const { entry, index, columns, extras, isWrapped, isUnfolded, terms, onFold } = props;
  const { text, hiddenLines } = rowText(entry, isUnfolded, isWrapped);
  const isOfManyLines = hiddenLines > 0 || isUnfolded;
  return (
    <div
      ref={props.measure}
      id={`entry-${entry.id}`}
      className="entry-row"
      role="option"
      aria-selected={props.isOpen}
      aria-setsize={props.total ?? -1}
      aria-posinset={props.position}
      data-index={index}
      data-level={entry.level ?? "NONE"}
      data-status={entry.parse_status}
      data-active={props.isActive || undefined}
      data-tall={isWrapped || isUnfolded || undefined}
      data-extras={extras.length > 0 || undefined}
      style={{ transform: `translateY(${props.top}px)` }}
      onClick={() => props.onOpen(index)}
    >
      {columns.map(({ name }) => (
        <EntryCell key={name} entry={entry} column={name} />
      ))}
      <span className="entry-row__message mono" dir="ltr">
        <bdi>
          <MarkedText text={text} terms={terms} show={isUnfolded ? visibleText : visibleLine} />
        </bdi>
        {isOfManyLines && (
          // No button: what is in an option is not reached by itself. Arrow keys do the same.
          <span
            role="presentation"
            className="entry-row__fold"
            title={isUnfolded ? "Fold (←)" : "Unfold (→)"}
            onClick={(event) => {
              event.stopPropagation();
              onFold(entry.id);
            }}
          >
            {foldLabel(isUnfolded, hiddenLines)}
          </span>
        )}
      </span>
      {extras.length > 0 && (
        <span className="entry-row__extras">
          {extras.map(({ name, title }) => (
            <span key={name} className="entry-row__extra">
              <bdi>{visibleLine(title)}</bdi> <EntryCell entry={entry} column={name} />
            </span>
          ))}
        </span>
      )}
    </div>
  );
});

function foldLabel(isUnfolded: boolean, hiddenLines: number): string {
  const lines = `${hiddenLines} ${hiddenLines === 1 ? "line" : "lines"}`;
  if (!isUnfolded) return `+${lines}`;
  return hiddenLines > 0 ? `fold · ${lines} more in the entry` : "fold";
}
