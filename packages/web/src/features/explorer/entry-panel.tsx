import type { LogEntry } from "@faultline/contract";
import type { HighlightTerm } from "@faultline/logs";
import { useQuery } from "@tanstack/react-query";
import { ListStart, SearchX, X } from "lucide-react";
import type { ReactNode } from "react";
import { ApiError, describeError } from "../../api/api-error.ts";
import { entryQuery } from "../../api/entries.ts";
import { timesOf, type Scope } from "../../api/scope.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { useZone } from "../../ui/display-zone.tsx";
import { formatClock } from "../../ui/format-time.ts";
import { LevelLabel } from "../../ui/level.tsx";
import { EmptyState, ErrorState, Skeleton } from "../../ui/states.tsx";
import { visibleText } from "../../ui/visible-text.ts";
import { EntryFields } from "./entry-fields.tsx";
import { LIST_ID } from "./entry-list.tsx";
import { entryAsJson, entryAsText, shareAddress } from "./entry-text.ts";
import type { ExplorerSearch } from "./explorer-search.ts";
import { FoldedMessage } from "./folded-message.tsx";
import { MarkedText } from "./marked-text.tsx";
import { SurroundingLines } from "./surrounding-lines.tsx";
import type { EntryListState } from "./use-entry-list.ts";
import type { ChangeSearch } from "./use-explorer.ts";
import "./entry-panel.css";

interface EntryPanelProps {
  id: number;
  list: EntryListState;
  search: ExplorerSearch & Scope;
  change: ChangeSearch;
  terms: readonly HighlightTerm[];
}

/** The open entry, wherever it is: it need not be among those that are listed. */
export function EntryPanel(props: EntryPanelProps) {
  const { id, list, change } = props;
  const listed = list.items?.find((entry) => entry.id === id);
  const { data: entry, error, refetch } = useQuery({ ...entryQuery(id), ...(listed && { initialData: listed }) });
  if (entry) {
    return (
      <Panel change={change} title={<Title entry={entry} />}>
        <Entry {...props} entry={entry} isListed={listed !== undefined} />
      </Panel>
    );
  }
  return (
    <Panel change={change} title="Entry">
      {error instanceof ApiError && error.status === 404 ? (
        <EmptyState
          icon={<SearchX size={22} />}
          title="There is no such entry"
          action={<Button onClick={() => change({ record: undefined })}>Close</Button>}
        >
          Its file may have been deleted or read anew since the link was made.
        </EmptyState>
      ) : error ? (
        <ErrorState title="The entry could not be loaded" {...describeError(error)} onRetry={() => void refetch()} />
      ) : (
        <div role="status" aria-label="Loading the entry">
          <Skeleton height={280} />
        </div>
      )}
    </Panel>
  );
}

interface EntryProps extends Omit<EntryPanelProps, "id"> {
  entry: LogEntry;
  isListed: boolean;
}

function Entry({ entry, isListed, list, search, change, terms }: EntryProps) {
  const now = Date.now();
  const { start, end = new Date(now).toISOString() } = timesOf(search, now);
  return (
    <>
      <div className="entry-panel__actions">
        <CopyButton text={entryAsText(entry)} label="Copy text" />
        <CopyButton text={entryAsJson(entry)} label="Copy JSON" />
        <CopyButton text={shareAddress(window.location, { start, end })} label="Copy link" />
        {!isListed && list.items && (
          <Button onClick={() => list.begin(entry.id)}>
            <ListStart size={15} aria-hidden="true" /> Show in list
          </Button>
        )}
      </div>
      <FoldedMessage message={entry.message} terms={terms} />
      <EntryFields entry={entry} search={search} change={change} />
      <h3>Raw text</h3>
      <pre className="entry-panel__raw mono" tabIndex={0} aria-label="Raw text">
        <bdi dir="ltr">
          <MarkedText text={entry.raw_line} terms={terms} show={visibleText} />
        </bdi>
      </pre>
      <SurroundingLines entry={entry} change={change} />
    </>
  );
}

function Title({ entry }: { entry: LogEntry }) {
  const { zone } = useZone();
  return (
    <>
      {entry.level && <LevelLabel level={entry.level} />}
      {entry.timestamp ? formatClock(entry.timestamp, zone) : "Entry without a time"}
    </>
  );
}

function Panel({ change, title, children }: { change: ChangeSearch; title: ReactNode; children: ReactNode }) {
  return (
    <aside className="entry-panel" aria-label="Open entry">
      <header className="entry-panel__head">
        <h2>{title}</h2>
        <IconButton
          label="Close entry"
          onClick={() => {
            change({ record: undefined });
            document.getElementById(LIST_ID)?.focus({ preventScroll: true });
          }}
        >
          <X size={18} aria-hidden="true" />
        </IconButton>
      </header>
      <div className="entry-panel__body">{children}</div>
    </aside>
  );
}
