import type { Facet } from "@faultline/contract";
import { useState } from "react";
import type { Scope } from "../../api/scope.ts";
import { formatCount } from "../../ui/format-number.ts";
import { visibleLine } from "../../ui/visible-text.ts";
import type { ExplorerSearch } from "./explorer-search.ts";
import { facetRows } from "./facet-fields.ts";
import { FacetValue } from "./facet-value.tsx";
import { termOf, type FieldChoice, type FieldValue } from "./query-edit.ts";
import { useMatchingRows } from "./use-matching-rows.ts";

const SHOWN_AT_FIRST = 7;
/** Fewer than these are no reason to hide some. */
const FEW_MORE = 3;

interface FacetValuesProps {
  search: ExplorerSearch & Scope;
  facet: Facet;
  choice: FieldChoice;
  isApproximate: boolean;
  isDisabled: boolean;
  onChoose: (value: FieldValue, isExcluded: boolean) => void;
}

/** The values of a field, the most frequent first; where they are many, a way to each of them. */
export function FacetValues({ search, facet, choice, isApproximate, isDisabled, onChoose }: FacetValuesProps) {
  const [isLong, setLong] = useState(false);
  const [typed, setTyped] = useState("");
  const text = typed.trim();
  const matching = useMatchingRows(search, facet, text);
  const rows = text === "" ? facetRows(facet, choice) : matching.rows;
  const greatest = Math.max(1, ...rows.map(({ count }) => count ?? 0));
  const beyond = facet.distinct - facet.values.length;
  const isMany = rows.length >= SHOWN_AT_FIRST + FEW_MORE || beyond > 0;
  const isCut = text === "" && isMany && rows.length > SHOWN_AT_FIRST;
  // What is chosen is never hidden.
  const shown = rows.filter(
    ({ value }, index) => isLong || !isCut || index < SHOWN_AT_FIRST || termOf(choice, facet.field, value),
  );
  return (
    <>
      {(isMany || text !== "") && (
        <input
          type="search"
          className="facet__find"
          aria-label={`Find a value of ${visibleLine(facet.field)}`}
          placeholder={`Find among ${formatCount(facet.distinct)}`}
          autoComplete="off"
          spellCheck={false}
          maxLength={255}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Escape" || typed === "") return;
            // The drawer around it stays.
            event.stopPropagation();
            setTyped("");
          }}
        />
      )}
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
      {isCut && (
        <button type="button" className="facet__more" aria-expanded={isLong} onClick={() => setLong(!isLong)}>
          {isLong ? "Show fewer" : `Show ${formatCount(rows.length - SHOWN_AT_FIRST)} more`}
        </button>
      )}
      <p className="facet__beyond" role="status">
        {text === ""
          ? isLong && beyond > 0 && `About ${formatCount(beyond)} others are rarer: find them by how they begin.`
          : noMatch(matching)}
      </p>
    </>
  );
}

function noMatch({ rows, isLoading, isFailed }: ReturnType<typeof useMatchingRows>): string | false {
  if (isFailed) return "Rarer values could not be looked for.";
  if (rows.length > 0) return false;
  return isLoading ? "Looking for values…" : "No value begins so.";
}
