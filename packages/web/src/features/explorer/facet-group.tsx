import type { Facet } from "@faultline/contract";
import { ChevronDown, X } from "lucide-react";
import { useId, useState } from "react";
import { formatCount } from "../../ui/format-number.ts";
import { Skeleton } from "../../ui/states.tsx";
import { visibleLine } from "../../ui/visible-text.ts";
import { facetRows } from "./facet-fields.ts";
import { FacetValue } from "./facet-value.tsx";
import { termOf, type FieldChoice, type FieldValue } from "./query-edit.ts";

const SHOWN_AT_FIRST = 7;
/** Fewer than these are no reason to hide some. */
const FEW_MORE = 3;
const SKELETON_WIDTHS = [82, 64, 71, 48];

interface FacetGroupProps {
  field: string;
  /** Undefined until it is counted. */
  facet: Facet | undefined;
  isApproximate: boolean;
  isDisabled: boolean;
  choice: FieldChoice;
  isFolded: boolean;
  onFold: () => void;
  /** For a field that someone added. */
  onRemove: (() => void) | undefined;
  onChoose: (value: FieldValue, isExcluded: boolean) => void;
}

/** One field with its values. */
export function FacetGroup({ field, facet, isFolded, onFold, onRemove, ...rest }: FacetGroupProps) {
  const id = useId();
  return (
    <section className="facet" aria-labelledby={id} data-field={field}>
      <div className="facet__head">
        <h3 id={id}>
          <button type="button" aria-expanded={!isFolded} onClick={onFold}>
            <ChevronDown size={14} aria-hidden="true" />
            <bdi>{visibleLine(field)}</bdi>
          </button>
        </h3>
        {/* A folded field is not counted: what is known of it may be of another query. */}
        {facet && !isFolded && (
          <span className="facet__distinct">{facet.distinct === 0 ? "none" : formatCount(facet.distinct)}</span>
        )}
        {onRemove && (
          <button
            type="button"
            className="facet__remove"
            aria-label={`Remove ${field}`}
            title="Remove"
            onClick={onRemove}
          >
            <X size={13} aria-hidden="true" />
          </button>
        )}
      </div>
      {!isFolded && (facet ? <Values facet={facet} {...rest} /> : <ValuesSkeleton />)}
    </section>
  );
}

type ValuesProps = Pick<FacetGroupProps, "choice" | "isApproximate" | "isDisabled" | "onChoose"> & { facet: Facet };

function Values({ facet, choice, isApproximate, isDisabled, onChoose }: ValuesProps) {
  const [isLong, setLong] = useState(false);
  const rows = facetRows(facet, choice);
  const greatest = Math.max(1, ...facet.values.map(({ count }) => count));
  const isMany = rows.length >= SHOWN_AT_FIRST + FEW_MORE;
  // What is chosen is never hidden.
  const shown = rows.filter(
    ({ value }, index) => isLong || !isMany || index < SHOWN_AT_FIRST || termOf(choice, facet.field, value),
  );
  const beyond = facet.distinct - facet.values.length;
  return (
    <>
      <ul>
        {shown.map(({ value, count }) => (
          <FacetValue
            key={value ?? "\u0000"}
            field={facet.field}
            value={value}
            count={count}
            share={Math.min(1, (count ?? 0) / greatest)}
            isApproximate={isApproximate}
            isDisabled={isDisabled}
            said={termOf(choice, facet.field, value)}
            onChoose={(isExcluded) => onChoose(value, isExcluded)}
          />
        ))}
      </ul>
      {isMany && (
        <button type="button" className="facet__more" aria-expanded={isLong} onClick={() => setLong(!isLong)}>
          {isLong ? "Show fewer" : `Show ${formatCount(rows.length - SHOWN_AT_FIRST)} more`}
        </button>
      )}
      {isLong && beyond > 0 && (
        <p className="facet__beyond">About {formatCount(beyond)} others are rarer: type them in the query.</p>
      )}
    </>
  );
}

function ValuesSkeleton() {
  return (
    <div className="facet__ghosts" role="status" aria-label="Counting values">
      {SKELETON_WIDTHS.map((width) => (
        <Skeleton key={width} width={`${width}%`} height={12} />
      ))}
    </div>
  );
}
