import type { LogFile } from "@faultline/contract";
import { Menu } from "@mantine/core";
import { Download, EllipsisVertical, RefreshCw, RotateCw, Trash2, X } from "lucide-react";
import { useState } from "react";
import { isUnfinished, rawUrl } from "../../api/files.ts";
import { buttonClass } from "../../ui/button.tsx";
import { visibleLine } from "../../ui/visible-text.ts";
import { DeleteDialog } from "./delete-dialog.tsx";
import { ReprocessDialog } from "./reprocess-dialog.tsx";
import { statusOf } from "./file-status.ts";
import type { FileActions } from "./use-file-actions.ts";

interface FileMenuProps {
  file: LogFile;
  actions: FileActions;
  isAdmin: boolean;
}

/** What may be done with a file; what cannot be taken back asks first. */
export function FileMenu({ file, actions, isAdmin }: FileMenuProps) {
  const [dialog, setDialog] = useState<"delete" | "reprocess" | null>(null);
  const close = () => setDialog(null);
  // Those who may only look can do nothing with it yet.
  if (!isAdmin && isUnfinished(file)) return null;
  return (
    <>
      <Menu position="bottom-end" width={210}>
        <Menu.Target>
          <button
            type="button"
            className={buttonClass("quiet", "button--icon")}
            aria-label={`Actions for ${visibleLine(file.filename)}`}
          >
            <EllipsisVertical size={16} aria-hidden="true" />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {!isUnfinished(file) && (
            <Menu.Item
              component="a"
              href={rawUrl(file.id)}
              download
              leftSection={<Download size={15} aria-hidden="true" />}
            >
              Download original
            </Menu.Item>
          )}
          {isAdmin && (
            <>
              {["failed", "cancelled"].includes(statusOf(file)) && (
                <Menu.Item leftSection={<RotateCw size={15} aria-hidden="true" />} onClick={actions.retry}>
                  Try again
                </Menu.Item>
              )}
              {isUnfinished(file) && (
                <Menu.Item leftSection={<X size={15} aria-hidden="true" />} onClick={actions.cancel}>
                  Cancel
                </Menu.Item>
              )}
              <Menu.Item
                leftSection={<RefreshCw size={15} aria-hidden="true" />}
                onClick={() => setDialog("reprocess")}
              >
                Process again…
              </Menu.Item>
              <Menu.Divider />
              <Menu.Item
                className="file-menu__delete"
                leftSection={<Trash2 size={15} aria-hidden="true" />}
                onClick={() => setDialog("delete")}
              >
                Delete…
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <DeleteDialog file={file} isOpen={dialog === "delete"} onClose={close} onDelete={actions.remove} />
      <ReprocessDialog file={file} isOpen={dialog === "reprocess"} onClose={close} onReprocess={actions.reprocess} />
    </>
  );
}
