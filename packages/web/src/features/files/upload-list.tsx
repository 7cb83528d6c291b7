import { CircleCheck, RotateCw, X } from "lucide-react";
import { useEffect } from "react";
import { Button, IconButton } from "../../ui/button.tsx";
import { countOf, formatBytes } from "../../ui/format-number.ts";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import { visibleLine } from "../../ui/visible-text.ts";
import { isOpen, type Upload, type UploadQueue } from "./upload-queue.ts";

// What has been stored is in the list of files; of many, the last few say enough.
const STORED_SHOWN = 3;

export function UploadList({ uploads, queue }: { uploads: readonly Upload[]; queue: UploadQueue }) {
  const isBusy = uploads.some(isOpen);
  useEffect(() => {
    if (!isBusy) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isBusy]);
  if (uploads.length === 0) return null;

  const stored = uploads.filter(({ state }) => state === "stored");
  const shown = uploads.filter((upload) => upload.state !== "stored" || stored.slice(-STORED_SHOWN).includes(upload));
  return (
    <div className="upload__list">
      <div className="upload__list-head">
        <p role="status">
          {isBusy
            ? `Uploading: ${stored.length} of ${countOf(uploads.length, "file", "files")} stored`
            : `${countOf(stored.length, "file", "files")} stored`}
        </p>
        {!isBusy && (
          <Button kind="quiet" onClick={queue.clearEnded}>
            Clear
          </Button>
        )}
      </div>
      <ul aria-label="Uploads">
        {shown.map((upload) => (
          <UploadRow key={upload.id} upload={upload} queue={queue} />
        ))}
      </ul>
    </div>
  );
}

function UploadRow({ upload, queue }: { upload: Upload; queue: UploadQueue }) {
  const { id, name, sizeBytes, sentBytes, state, note } = upload;
  const share = sizeBytes > 0 ? sentBytes / sizeBytes : 0;
  return (
    <li className="upload-row" data-upload-state={state}>
      <bdi className="upload-row__name">{visibleLine(name)}</bdi>
      <span className="upload-row__note">
        {state === "stored" ? (
          <>
            <CircleCheck size={14} aria-hidden="true" /> stored
          </>
        ) : state === "duplicate" ? (
          "here already"
        ) : state === "sending" && note === null ? (
          `${formatBytes(sentBytes)} of ${formatBytes(sizeBytes)}`
        ) : (
          (note ?? state)
        )}
      </span>
      {state === "sending" && <ProgressBar label={`Upload of ${name}`} share={share} />}
      {state === "duplicate" && (
        <Button aria-label={`Ingest ${visibleLine(name)} anyway`} onClick={() => queue.insist(id)}>
          Ingest anyway
        </Button>
      )}
      {isOpen(upload) && (
        <IconButton label={`Cancel ${visibleLine(name)}`} onClick={() => queue.cancel(id)}>
          <X size={15} aria-hidden="true" />
        </IconButton>
      )}
      {(state === "failed" || state === "cancelled") && (
        <IconButton label={`Try ${visibleLine(name)} again`} onClick={() => queue.retry(id)}>
          <RotateCw size={15} aria-hidden="true" />
        </IconButton>
      )}
    </li>
  );
}
