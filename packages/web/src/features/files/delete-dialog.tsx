import type { LogFile } from "@faultline/contract";
import { Modal } from "@mantine/core";
import { Download, Trash2 } from "lucide-react";
import { isUnfinished, rawUrl } from "../../api/files.ts";
import { Button, buttonClass } from "../../ui/button.tsx";
import { countOf } from "../../ui/format-number.ts";
import { visibleLine } from "../../ui/visible-text.ts";
import { isArchive } from "./file-status.ts";
import "./file-dialogs.css";

interface DeleteDialogProps {
  file: LogFile;
  isOpen: boolean;
  onClose: () => void;
  onDelete: () => void;
}

export function DeleteDialog({ file, isOpen, onClose, onDelete }: DeleteDialogProps) {
  const entries = file.parsed_entries + file.partial_entries + file.failed_entries;
  const lost = isArchive(file)
    ? `the ${countOf(file.member_count ?? 0, "file", "files")} in it with all their entries`
    : `its ${countOf(entries, "entry", "entries")}`;
  return (
    <Modal opened={isOpen} onClose={onClose} title="Delete this file?" closeButtonProps={{ "aria-label": "Close" }}>
      <div className="file-dialog">
        <p>
          <strong>
            <bdi>{visibleLine(file.filename)}</bdi>
          </strong>{" "}
          goes from Faultline, with {lost} and the stored original. There is no way back but uploading it again.
        </p>
        <div className="file-dialog__actions">
          {!isUnfinished(file) && (
            <a className={buttonClass("quiet", "file-dialog__aside")} href={rawUrl(file.id)} download>
              <Download size={15} aria-hidden="true" /> Download it first
            </a>
          )}
          <Button onClick={onClose} data-autofocus>
            Keep it
          </Button>
          <Button
            kind="danger"
            onClick={() => {
              onClose();
              onDelete();
            }}
          >
            <Trash2 size={15} aria-hidden="true" /> Delete
          </Button>
        </div>
      </div>
    </Modal>
  );
}
