import { X } from "lucide-react";
import { useState } from "react";
import { describeError } from "../../api/api-error.ts";
import type { Scope } from "../../api/scope.ts";
import { IconButton } from "../../ui/button.tsx";
import { formatCompact } from "../../ui/format-number.ts";
import { readTexts, writeTexts } from "../../ui/preference.ts";
import { ErrorState } from "../../ui/states.tsx";
import { AddFacet } from "./add-facet.tsx";
import type { ExplorerSearch } from "./explorer-search.ts";
import { MOST_ADDED_FACETS, STANDARD_FACETS } from "./facet-fields.ts";
import { FacetGroup } from "./facet-group.tsx";
import { choiceOf, withTerm } from "./query-edit.ts";
import type { ChangeSearch } from "./use-explorer.ts";
import { useFacets } from "./use-facets.ts";
import "./facets.css";
import "./facet-value.css";

interface FacetPanelProps {
  search: ExplorerSearch & Scope;
  change: ChangeSearch;
  areRowsThere: boolean;
  /** Nothing is counted until it is mended. */
  isQueryWrong: boolean;
  /** In a drawer, which has no other way to be closed than this one. */
  onClose?: (() => void) | undefined;
}

/** What the entries are made of: the values of fields, each a click away from being filtered for or out. */
export function FacetPanel({ search, change, areRowsThere, isQueryWrong, onClose }: FacetPanelProps) {
  const [added, setAdded] = useTexts("added-facets");
  const [folded, setFolded] = useTexts("folded-facets");
  const own = added.slice(0, MOST_ADDED_FACETS);
  const fields = [...STANDARD_FACETS, ...own];
  const counted = useFacets(
    search,
    // What nobody looks at is not counted.
    fields.filter((field) => !folded.includes(field)),
    areRowsThere,
  );
  const { facets, attributes, countedOnly, isLoading, error, retry } = counted;
  const isFailed = error !== null && facets.size === 0;
  return (
    <div className="facets" aria-busy={isLoading}>
      <div className="facets__head">
        <h2>Fields</h2>
        {onClose && (
          <IconButton label="Close" onClick={onClose}>
            <X size={18} aria-hidden="true" />
          </IconButton>
        )}
      </div>
      {isQueryWrong && <p className="facets__note">Values are counted once the query can be read.</p>}
      {isFailed && <ErrorState title="The fields could not be counted" {...describeError(error)} onRetry={retry} />}
      {error && !isFailed && (
        <p className="facets__note" role="status">
          These counts are older: {describeError(error).detail}{" "}
          <button type="button" onClick={retry}>
            Try again
          </button>
        </p>
      )}
      {countedOnly !== null && !error && (
        <p className="facets__note">Approximate: of the newest {formatCompact(countedOnly)} entries</p>
      )}
      {(isFailed || (isQueryWrong && facets.size === 0) ? [] : fields).map((field) => (
        <FacetGroup
          key={field}
          search={search}
          field={field}
          facet={facets.get(field)}
          isApproximate={countedOnly !== null}
          isDisabled={isQueryWrong}
          choice={choiceOf(search.q, field)}
          isFolded={folded.includes(field)}
          onFold={() => setFolded(toggled(folded, field))}
          onRemove={own.includes(field) ? () => setAdded(toggled(added, field)) : undefined}
          onChoose={(value, isExcluded) => change(({ q }) => ({ q: withTerm(q, field, value, isExcluded) }))}
        />
      ))}
      {!isFailed && own.length < MOST_ADDED_FACETS && (
        <AddFacet attributes={attributes} taken={fields} onAdd={(field) => setAdded([...own, field])} />
      )}
    </div>
  );
}

function useTexts(name: Parameters<typeof readTexts>[0]): [readonly string[], (texts: readonly string[]) => void] {
  const [texts, setTexts] = useState<readonly string[]>(() => readTexts(name));
  const set = (next: readonly string[]) => {
    writeTexts(name, next);
    setTexts(next);
  };
  return [texts, set];
}

function toggled(texts: readonly string[], text: string): string[] {
  return texts.includes(text) ? texts.filter((each) => each !== text) : [...texts, text];
}
