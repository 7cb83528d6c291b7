import type { LogFile } from "@faultline/contract";
import { useQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import { describeError } from "../../api/api-error.ts";
import { membersQuery } from "../../api/files.ts";
import { countOf } from "../../ui/format-number.ts";
import { ErrorState, Skeleton } from "../../ui/states.tsx";
import { visibleLine } from "../../ui/visible-text.ts";
import { FileCard } from "./file-card.tsx";

/** So few files are shown without being asked for. */
const SHOWN_AT_ONCE = 5;

/** The files in an archive, each with what a file of its own has. */
export function ArchiveMembers({ archive, isAdmin }: { archive: LogFile; isAdmin: boolean }) {
  const count = archive.member_count ?? 0;
  const [choice, setChoice] = useState<boolean | null>(null);
  const isOpen = choice ?? count <= SHOWN_AT_ONCE;
  const listId = useId();
  if (count === 0) return null;
  return (
    <div className="archive">
      <button
        type="button"
        className="archive__toggle"
        aria-expanded={isOpen}
        aria-controls={listId}
        onClick={() => setChoice(!isOpen)}
      >
        <ChevronRight size={15} aria-hidden="true" /> {countOf(count, "file", "files")} inside
      </button>
      <div id={listId}>{isOpen && <Members archive={archive} isAdmin={isAdmin} />}</div>
    </div>
  );
}

function Members({ archive, isAdmin }: { archive: LogFile; isAdmin: boolean }) {
  const members = useQuery(membersQuery(archive.id));
  if (members.error && !members.data) {
    return (
      <ErrorState
        title="The files inside could not be loaded"
        {...describeError(members.error)}
        onRetry={() => void members.refetch()}
      />
    );
  }
  if (!members.data) return <Skeleton height={56} />;
  const { items, total } = members.data;
  return (
    <>
      <ul className="archive__members" aria-label={`Files in ${visibleLine(archive.filename)}`}>
        {items.toReversed().map((file) => (
          <FileCard key={file.id} file={file} isAdmin={isAdmin} within={archive.filename} />
        ))}
      </ul>
      {total > items.length && (
        <p className="file-card__faint">
          The newest {items.length} of {countOf(total, "file", "files")} are shown.
        </p>
      )}
    </>
  );
}
