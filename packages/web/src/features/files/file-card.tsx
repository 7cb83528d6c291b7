import type { LogFile } from "@faultline/contract";
import { Link } from "@tanstack/react-router";
import { FileArchive, FileText, RotateCw, ScrollText } from "lucide-react";
import type { ReactNode } from "react";
import { isUnfinished } from "../../api/files.ts";
import { Button, buttonClass } from "../../ui/button.tsx";
import { formatBytes } from "../../ui/format-number.ts";
import { Ago, Moment } from "../../ui/moment.tsx";
import { visibleLine } from "../../ui/visible-text.ts";
import { FileCounts } from "./file-counts.tsx";
import { FileMenu } from "./file-menu.tsx";
import { FileProgress } from "./file-progress.tsx";
import { isArchive, statusOf, type StatusName } from "./file-status.ts";
import { useFileActions } from "./use-file-actions.ts";
import "./file-card.css";
import "./archive-members.css";

const STATUS_NAMES: Record<StatusName, string> = {
  uploaded: "Waiting",
  processing: "Processing",
  processed: "Processed",
  failed: "Failed",
  cancelled: "Cancelled",
  deleting: "Deleting",
};
const FORMATS_NAMED = 3;

interface FileCardProps {
  file: LogFile;
  isAdmin: boolean;
  /** Name of the archive that it is shown in, which need not be said again. */
  within?: string;
  /** Below all else. */
  children?: ReactNode;
}

/** A file with how far it is and what may be done with it. */
export function FileCard({ file, isAdmin, within = "", children }: FileCardProps) {
  const actions = useFileActions(file);
  const status = statusOf(file);
  return (
    <li
      className="card file-card"
      data-file-id={file.id}
      data-status={status}
      data-archive={isArchive(file) || undefined}
    >
      <FileName file={file} within={within} />
      {isArchive(file) ? <span className="file-card__counts" /> : <FileCounts file={file} />}
      <TimeSpan file={file} />
      <div className="file-card__status">
        <span className="status-chip" data-status={status}>
          {STATUS_NAMES[status]}
        </span>
        <span className="file-card__faint">
          <Ago value={file.uploaded_at} />
        </span>
      </div>
      <div className="file-card__actions">
        {!isArchive(file) && (
          <Link
            to="/explore"
            search={{ file: file.id, range: undefined, start: undefined, end: undefined }}
            className={buttonClass("default", "file-card__open")}
            aria-label={`Explore ${visibleLine(file.filename)}`}
          >
            <ScrollText size={15} aria-hidden="true" /> Explore
          </Link>
        )}
        <FileMenu file={file} actions={actions} isAdmin={isAdmin} />
      </div>
      {isUnfinished(file) && <FileProgress file={file} onCancel={isAdmin ? actions.cancel : null} />}
      {file.error && (
        <div className="file-card__error" role={status === "failed" ? "alert" : "status"}>
          <p>{visibleLine(file.error)}</p>
          {isAdmin && file.status === "failed" && status !== "deleting" && (
            <Button disabled={actions.isPending} onClick={actions.retry}>
              <RotateCw size={15} aria-hidden="true" /> Try again
            </Button>
          )}
        </div>
      )}
      {actions.problem && (
        <div className="file-card__error" role="alert">
          <p>{actions.problem}</p>
          <Button kind="quiet" onClick={actions.dismiss}>
            Dismiss
          </Button>
        </div>
      )}
      {children}
    </li>
  );
}

function FileName({ file, within }: { file: LogFile; within: string }) {
  const folderEnd = file.filename.lastIndexOf("/") + 1;
  const folderStart = file.filename.startsWith(`${within}/`) ? within.length + 1 : 0;
  const folder = visibleLine(file.filename.slice(folderStart, folderEnd));
  const facts = [
    folder,
    formatBytes(file.size_bytes),
    formatsOf(file),
    file.encoding !== null && !/^(utf-?8|ascii)$/i.test(file.encoding) && file.encoding,
    file.time_zone,
    file.source,
    file.environment,
  ];
  const text = facts.filter(Boolean).join(" · ");
  const Icon = isArchive(file) ? FileArchive : FileText;
  return (
    <div className="file-card__name">
      <span className="file-card__icon" aria-hidden="true">
        <Icon size={17} />
      </span>
      <div>
        <h3 title={visibleLine(file.filename)}>
          <bdi>{visibleLine(file.filename.slice(folderEnd))}</bdi>
        </h3>
        <p title={text}>{text}</p>
      </div>
    </div>
  );
}

function formatsOf(file: LogFile): string {
  const names = file.formats.map(({ name }) => name);
  return names.length > FORMATS_NAMED
    ? `${names.slice(0, FORMATS_NAMED).join(", ")} and ${names.length - FORMATS_NAMED} more`
    : names.join(", ");
}

function TimeSpan({ file }: { file: LogFile }) {
  const { first_timestamp, last_timestamp } = file;
  if (isArchive(file)) return <span className="file-card__span" />;
  return (
    <div className="file-card__span">
      {first_timestamp && last_timestamp ? (
        <>
          <Moment value={first_timestamp} coarse />
          <br />
          <Moment value={last_timestamp} coarse />
        </>
      ) : (
        <span className="file-card__faint">{isUnfinished(file) ? "" : "No timestamps"}</span>
      )}
    </div>
  );
}
