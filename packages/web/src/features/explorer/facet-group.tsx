import type { Facet } from "@faultline/contract";
import { ChevronDown, X } from "lucide-react";
import { useId } from "react";
import type { Scope } from "../../api/scope.ts";
import { formatCount } from "../../ui/format-number.ts";
import { Skeleton } from "../../ui/states.tsx";
import { visibleLine } from "../../ui/visible-text.ts";
import type { ExplorerSearch } from "./explorer-search.ts";
import { FacetValues } from "./facet-values.tsx";
import type { FieldChoice, FieldValue } from "./query-edit.ts";

const SKELETON_WIDTHS = [82, 64, 71, 48];

interface FacetGroupProps {
  search: ExplorerSearch & Scope;
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
      {!isFolded && (facet ? <FacetValues facet={facet} {...rest} /> : <ValuesSkeleton />)}
    </section>
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
