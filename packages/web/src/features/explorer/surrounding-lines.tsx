import type { LogEntry } from "@faultline/contract";
import { useQuery } from "@tanstack/react-query";
import { ChevronDown, ChevronUp } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { describeError } from "../../api/api-error.ts";
import { entryContextQuery } from "../../api/entries.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorState, Skeleton } from "../../ui/states.tsx";
import { visibleLine } from "../../ui/visible-text.ts";
import type { ChangeSearch } from "./use-explorer.ts";

const FIRST = 8;
const STEP = 32;
/** As many as the API tells on one side. */
const MOST = 200;

interface SurroundingLinesProps {
  entry: LogEntry;
  change: ChangeSearch;
}

/** The entries before and after this one in its file, asked for when wanted. */
export function SurroundingLines(props: SurroundingLinesProps) {
  const [isShown, setShown] = useState(false);
  return (
    <>
      <h3>Surrounding lines</h3>
      {isShown ? <Lines {...props} /> : <Button onClick={() => setShown(true)}>Show surrounding lines</Button>}
    </>
  );
}

function Lines({ entry: { id }, change }: SurroundingLinesProps) {
  const [{ before, after }, setCounts] = useState({ before: FIRST, after: FIRST });
  const { data, error, refetch, isFetching } = useQuery(entryContextQuery(id, before, after));
  const current = useRef<HTMLLIElement>(null);
  const isThere = data !== undefined;
  useEffect(() => {
    current.current?.scrollIntoView({ block: "nearest" });
  }, [isThere]);
  if (error && !data)
    return (
      <ErrorState title="The lines could not be loaded" {...describeError(error)} onRetry={() => void refetch()} />
    );
  if (!data) return <Skeleton height={180} />;
  const more = (count: number) => Math.min(MOST, count + STEP);
  return (
    <div aria-busy={isFetching}>
      {data.has_more_before && before < MOST && (
        <Button kind="quiet" onClick={() => setCounts({ before: more(before), after })}>
          <ChevronUp size={15} aria-hidden="true" /> Lines before
        </Button>
      )}
      <ol className="surroundings mono" tabIndex={0} aria-label="Surrounding lines">
        {[...data.before, data.entry, ...data.after].map((line) => (
          <li
            key={line.id}
            ref={line.id === id ? current : undefined}
            data-level={line.level ?? "NONE"}
            aria-current={line.id === id || undefined}
          >
            <button
              type="button"
              className="surroundings__number"
              aria-label={`Open line ${line.line_number}`}
              onClick={() => change({ record: line.id })}
            >
              {line.line_number}
            </button>
            <bdi dir="ltr">{visibleLine(line.raw_line.replace(/\r?\n$/, "").slice(0, 2000))}</bdi>
          </li>
        ))}
      </ol>
      {data.has_more_after && after < MOST && (
        <Button kind="quiet" onClick={() => setCounts({ before, after: more(after) })}>
          <ChevronDown size={15} aria-hidden="true" /> Lines after
        </Button>
      )}
    </div>
  );
}
