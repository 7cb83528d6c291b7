import { Dropzone } from "@mantine/dropzone";
import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { CloudUpload, FolderUp, Upload as UploadIcon } from "lucide-react";
import { useRef, useState, useSyncExternalStore } from "react";
import { uploadFile, type UploadFields } from "../../api/upload.ts";
import { Button } from "../../ui/button.tsx";
import { namedFiles } from "./dropped-files.ts";
import { DuplicatesDialog } from "./duplicates-dialog.tsx";
import { UploadList } from "./upload-list.tsx";
import { UploadOptions } from "./upload-options.tsx";
import { createUploadQueue, type UploadQueue } from "./upload-queue.ts";
import "./upload.css";

const queues = new WeakMap<QueryClient, UploadQueue>();

/** One queue for the life of the page, so that uploads go on while other pages are looked at. */
function useUploadQueue(): UploadQueue {
  const client = useQueryClient();
  let queue = queues.get(client);
  if (!queue) {
    queue = createUploadQueue(uploadFile, () => {
      void client.invalidateQueries({ queryKey: ["files"] });
      void client.invalidateQueries({ queryKey: ["stats"] });
    });
    queues.set(client, queue);
  }
  return queue;
}

export function UploadArea() {
  const queue = useUploadQueue();
  const uploads = useSyncExternalStore(queue.subscribe, queue.uploads);
  const openPicker = useRef<() => void>(() => {});
  const folderInput = useRef<HTMLInputElement>(null);
  const [fields, setFields] = useState<UploadFields>({});
  const add = (files: readonly File[]) => queue.add(namedFiles(files), trimmed(fields));
  return (
    <section className="card upload" aria-label="Upload">
      <Dropzone
        onDrop={add}
        openRef={openPicker}
        activateOnClick={false}
        activateOnKeyboard={false}
        enablePointerEvents
        className="upload__zone"
        data-dropzone
        tabIndex={-1}
        inputProps={{ "aria-label": "Log files" }}
      >
        <span className="upload__icon" aria-hidden="true">
          <CloudUpload size={24} />
        </span>
        <p className="upload__title">Drop log files or folders here</p>
        <p className="upload__text">
          Any number: text in any encoding, gzip, zstd, bzip2, xz, zip and tar. The format is recognised from the
          content.
        </p>
        <div className="upload__actions">
          <Button kind="primary" onClick={() => openPicker.current()}>
            <UploadIcon size={16} aria-hidden="true" /> Upload files
          </Button>
          <Button onClick={() => folderInput.current?.click()}>
            <FolderUp size={16} aria-hidden="true" /> Upload a folder
          </Button>
        </div>
      </Dropzone>
      <input
        ref={folderInput}
        type="file"
        hidden
        aria-label="Log folder"
        {...{ webkitdirectory: "" }}
        onChange={(event) => {
          add([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
      <UploadOptions fields={fields} onChange={setFields} />
      <UploadList uploads={uploads} queue={queue} />
      <DuplicatesDialog uploads={uploads} queue={queue} />
    </section>
  );
}

function trimmed({ source = "", environment = "", ...rest }: UploadFields): UploadFields {
  return { ...rest, source: source.trim(), environment: environment.trim() };
}
