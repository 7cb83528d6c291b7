import type { LogFile } from "@faultline/contract";
import { Modal } from "@mantine/core";
import { RefreshCw } from "lucide-react";
import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { visibleLine } from "../../ui/visible-text.ts";
import { isArchive } from "./file-status.ts";
import { TimeZoneSelect } from "./time-zone-select.tsx";
import "./file-dialogs.css";

interface ReprocessDialogProps {
  file: LogFile;
  isOpen: boolean;
  onClose: () => void;
  onReprocess: (timeZone: string | null) => void;
}

export function ReprocessDialog({ file, isOpen, onClose, onReprocess }: ReprocessDialogProps) {
  const [timeZone, setTimeZone] = useState(file.time_zone);
  return (
    <Modal opened={isOpen} onClose={onClose} title="Process again" closeButtonProps={{ "aria-label": "Close" }}>
      <div className="file-dialog">
        <p>
          {isArchive(file) ? "Every file in " : ""}
          <strong>
            <bdi>{visibleLine(file.filename)}</bdi>
          </strong>{" "}
          is read from its start once more: its entries are replaced, with what Faultline knows of formats by now.
        </p>
        <TimeZoneSelect value={timeZone} onChange={setTimeZone} />
        <div className="file-dialog__actions">
          <Button onClick={onClose}>Leave it</Button>
          <Button
            kind="primary"
            onClick={() => {
              onClose();
              onReprocess(timeZone);
            }}
          >
            <RefreshCw size={15} aria-hidden="true" /> Process again
          </Button>
        </div>
      </div>
    </Modal>
  );
}
