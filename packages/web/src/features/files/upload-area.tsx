import { TextInput } from "@mantine/core";
import { Dropzone } from "@mantine/dropzone";
import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { CloudUpload, FolderUp, Upload as UploadIcon } from "lucide-react";
import { useRef, useState, useSyncExternalStore } from "react";
import { uploadFile } from "../../api/upload.ts";
import { Button } from "../../ui/button.tsx";
import { createUploadQueue, type UploadQueue } from "./upload-queue.ts";
import { UploadList } from "./upload-list.tsx";
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

/** Folders bring along what desktops hide in them. */
function isHidden(file: File): boolean {
  return file.name.startsWith(".") || file.name === "Thumbs.db";
}

export function UploadArea() {
  const queue = useUploadQueue();
  const uploads = useSyncExternalStore(queue.subscribe, queue.uploads);
  const openPicker = useRef<() => void>(() => {});
  const folderInput = useRef<HTMLInputElement>(null);
  const [source, setSource] = useState("");
  const [environment, setEnvironment] = useState("");
  const add = (files: readonly File[]) =>
    queue.add(
      files.filter((file) => !isHidden(file)),
      { source: source.trim(), environment: environment.trim() },
    );
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
        <p className="upload__text">Any number, plain or gzip. The format is recognised from the content.</p>
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
      <details className="upload__labels">
        <summary>Label these files</summary>
        <div className="upload__fields">
          <TextInput
            label="Source"
            placeholder="For example payments"
            maxLength={255}
            value={source}
            onChange={(event) => setSource(event.currentTarget.value)}
          />
          <TextInput
            label="Environment"
            placeholder="For example production"
            maxLength={255}
            value={environment}
            onChange={(event) => setEnvironment(event.currentTarget.value)}
          />
        </div>
      </details>
      <UploadList uploads={uploads} queue={queue} />
    </section>
  );
}
