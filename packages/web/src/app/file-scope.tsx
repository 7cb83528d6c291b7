import { useQueryClient } from "@tanstack/react-query";
import { ChevronsUpDown, FileText } from "lucide-react";
import { useEffect, useEffectEvent, useState } from "react";
import { filesQuery } from "../api/files.ts";
import { useScope } from "../api/use-scope.ts";
import { useOnDemand } from "../ui/on-demand.ts";
import { OFFERED_FILES } from "./offered-files.ts";

export const loadFileSelect = () => import("./file-select.tsx");

/** Narrows the page to one file. */
export function FileScope() {
  const { file } = useScope();
  const client = useQueryClient();
  const [hasFocus, setHasFocus] = useState(false);
  const {
    Part: FileSelect,
    prepare,
    want,
    standIn,
  } = useOnDemand(async () => {
    const [module] = await Promise.all([loadFileSelect(), client.prefetchQuery(filesQuery(OFFERED_FILES))]);
    return module;
  });
  const draw = useEffectEvent(() => void prepare(true));
  useEffect(() => {
    // It alone knows the name of the file.
    if (file !== undefined) draw();
  }, [file]);
  if (FileSelect) return <FileSelect takesFocus={hasFocus} />;
  return (
    <div className="top-bar__file file-stand-in">
      <FileText size={15} aria-hidden="true" />
      <input
        role="combobox"
        aria-label="File"
        aria-haspopup="listbox"
        aria-expanded="false"
        aria-controls="file-options"
        placeholder="All files"
        readOnly
        value={file === undefined ? "" : `File ${file}`}
        {...standIn}
        onFocus={() => {
          setHasFocus(true);
          void want();
        }}
        onBlur={() => setHasFocus(false)}
      />
      <ChevronsUpDown size={14} aria-hidden="true" />
    </div>
  );
}
