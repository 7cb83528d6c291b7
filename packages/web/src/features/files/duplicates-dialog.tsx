import { Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ScrollText } from "lucide-react";
import { useState } from "react";
import { fileQuery } from "../../api/files.ts";
import { Button, buttonClass } from "../../ui/button.tsx";
import { countOf } from "../../ui/format-number.ts";
import { Ago } from "../../ui/moment.tsx";
import { visibleLine } from "../../ui/visible-text.ts";
import { isOpen, type Upload, type UploadQueue } from "./upload-queue.ts";
import "./file-dialogs.css";

interface DuplicatesDialogProps {
  uploads: readonly Upload[];
  queue: UploadQueue;
}

/** Asks about files whose content is there already, once all others are sent: one question for all of them. */
export function DuplicatesDialog({ uploads, queue }: DuplicatesDialogProps) {
  const duplicates = uploads.filter(({ state }) => state === "duplicate");
  const [postponed, setPostponed] = useState<readonly number[]>([]);
  const isAsking = !uploads.some(isOpen) && duplicates.some(({ id }) => !postponed.includes(id));
  const postpone = () => setPostponed(duplicates.map(({ id }) => id));
  const title =
    duplicates.length === 1 ? "This log is here already" : `${duplicates.length} of these logs are here already`;
  return (
    <Modal opened={isAsking} onClose={postpone} title={title} size="lg" closeButtonProps={{ "aria-label": "Close" }}>
      <div className="file-dialog">
        <p>
          {duplicates.length === 1 ? "A file" : "Files"} with exactly the same content{" "}
          {duplicates.length === 1 ? "was" : "were"} taken in before. Taken in again, each entry counts twice.
        </p>
        <ul className="duplicates" aria-label="Duplicates">
          {duplicates.map((upload) => (
            <DuplicateRow key={upload.id} upload={upload} queue={queue} onOpen={postpone} />
          ))}
        </ul>
        <div className="file-dialog__actions">
          {duplicates.length > 1 && (
            <Button className="file-dialog__aside" onClick={() => duplicates.forEach(({ id }) => queue.insist(id))}>
              Ingest all anyway
            </Button>
          )}
          <Button kind="primary" data-autofocus onClick={() => duplicates.forEach(({ id }) => queue.dismiss(id))}>
            {duplicates.length === 1 ? "Leave it out" : "Leave them out"}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

function DuplicateRow({ upload, queue, onOpen }: { upload: Upload; queue: UploadQueue; onOpen: () => void }) {
  const { id, name, existingId } = upload;
  const { data: existing } = useQuery({ ...fileQuery(existingId ?? 0), enabled: existingId !== null });
  return (
    <li>
      <div>
        <strong>
          <bdi>{visibleLine(name)}</bdi>
        </strong>
        {existing && (
          <p>
            Already here as <bdi>{visibleLine(existing.filename)}</bdi>, <Ago value={existing.uploaded_at} />,{" "}
            {countOf(existing.parsed_entries + existing.partial_entries + existing.failed_entries, "entry", "entries")}
          </p>
        )}
      </div>
      {existingId !== null && (
        <Link
          to="/explore"
          search={{ file: existingId, range: undefined, start: undefined, end: undefined }}
          className={buttonClass()}
          aria-label={`Open ${visibleLine(existing?.filename ?? name)}`}
          onClick={onOpen}
        >
          <ScrollText size={15} aria-hidden="true" /> Open it
        </Link>
      )}
      <Button aria-label={`Ingest ${visibleLine(name)} anyway`} onClick={() => queue.insist(id)}>
        Ingest anyway
      </Button>
    </li>
  );
}
