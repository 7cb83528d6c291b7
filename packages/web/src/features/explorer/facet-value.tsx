import { Ban } from "lucide-react";
import { countOf, formatCompact } from "../../ui/format-number.ts";
import { visibleLine } from "../../ui/visible-text.ts";
import type { FieldValue, TermState } from "./query-edit.ts";

interface FacetValueProps {
  field: string;
  value: FieldValue;
  count: number | null;
  /** Of the most frequent value's count, 0–1. */
  share: number;
  isApproximate: boolean;
  isDisabled: boolean;
  said: TermState;
  onChoose: (isExcluded: boolean) => void;
}

/** A click filters for the value, the button at its end filters it out; either again takes it back. */
export function FacetValue({ field, value, count, share, isApproximate, isDisabled, said, onChoose }: FacetValueProps) {
  const name = value === null ? "no value" : visibleLine(value);
  const about = isApproximate ? "~" : "";
  return (
    <li
      className="facet-value"
      data-said={said ?? undefined}
      data-level={field === "level" ? (value ?? "NONE") : undefined}
    >
      <button
        type="button"
        className="facet-value__for"
        aria-pressed={said === "wanted"}
        aria-label={count === null ? name : `${name}, ${about}${countOf(count, "entry", "entries")}`}
        title={name}
        disabled={isDisabled}
        onClick={() => onChoose(false)}
      >
        <span className="facet-value__bar" style={{ width: `${share * 100}%` }} />
        <bdi data-none={value === null || undefined}>{name}</bdi>
        <span className="facet-value__count">{count === null ? "" : about + formatCompact(count)}</span>
      </button>
      <button
        type="button"
        className="facet-value__out"
        aria-pressed={said === "excluded"}
        aria-label={`Filter out ${name}`}
        title={said === "excluded" ? "Filtered out" : "Filter out"}
        disabled={isDisabled}
        onClick={() => onChoose(true)}
      >
        <Ban size={13} aria-hidden="true" />
      </button>
    </li>
  );
}
