import type { LogEntry } from "@faultline/contract";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { describeError } from "../../api/api-error.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorState, Skeleton } from "../../ui/states.tsx";
import { visibleLine } from "../../ui/visible-text.ts";
import { surroundingsQuery } from "./surroundings.ts";

/** The lines before and after the entry in its file, asked for when wanted. */
export function SurroundingLines({ entry }: { entry: LogEntry }) {
  const [isShown, setShown] = useState(false);
  if (!entry.timestamp) return null;
  return (
    <>
      <h3>Surrounding lines</h3>
      {isShown ? <Lines entry={entry} /> : <Button onClick={() => setShown(true)}>Show surrounding lines</Button>}
    </>
  );
}

function Lines({ entry }: { entry: LogEntry }) {
  const { data, error, refetch } = useQuery(surroundingsQuery(entry));
  if (error)
    return (
      <ErrorState title="The lines could not be loaded" {...describeError(error)} onRetry={() => void refetch()} />
    );
  if (data === undefined) return <Skeleton height={180} />;
  if (data === null || data.length === 0)
    return <p className="entry-panel__note">Too many entries share this moment to show what stands around it.</p>;
  return (
    <ol className="surroundings mono" tabIndex={0} aria-label="Surrounding lines">
      {data.map(({ id, line_number, level, raw_line }) => (
        <li key={id} data-level={level ?? "NONE"} aria-current={id === entry.id || undefined}>
          <span className="surroundings__number">{line_number}</span>
          <bdi dir="ltr">{visibleLine(raw_line)}</bdi>
        </li>
      ))}
    </ol>
  );
}
