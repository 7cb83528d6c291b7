import { visibleLine } from "../../ui/visible-text.ts";
import type { Column } from "./list-view.ts";

/** What the columns are, over the rows. Each row is read as a whole, so it is for the eye only. */
export function ListHead({ columns }: { columns: readonly Column[] }) {
  return (
    <div className="list-head" aria-hidden="true">
      {columns.map(({ name, title }) => (
        <span key={name} title={title}>
          <bdi>{visibleLine(title)}</bdi>
        </span>
      ))}
      <span>Message</span>
    </div>
  );
}
