import { useQueryClient } from "@tanstack/react-query";
import { ChevronsUpDown, FileText } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { filesQuery } from "../api/files.ts";
import { useScope } from "../api/use-scope.ts";
import { useOnDemand } from "../ui/on-demand.ts";
import { OFFERED_FILES } from "./offered-files.ts";

export const loadFileSelect = () => import("./file-select.tsx");
const FileSelect = lazy(loadFileSelect);

/** Narrows the page to one file. */
export function FileScope() {
  const { file } = useScope();
  const client = useQueryClient();
  const [hasFocus, setHasFocus] = useState(false);
  const { isWanted, want, standIn } = useOnDemand(() =>
    Promise.all([loadFileSelect(), client.prefetchQuery(filesQuery(OFFERED_FILES))]),
  );
  const input = (
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
        {...standIn}
        onFocus={() => {
          setHasFocus(true);
          want();
        }}
        onBlur={() => setHasFocus(false)}
      />
      <ChevronsUpDown size={14} aria-hidden="true" />
    </div>
  );
  // Always the same boundary: what a new one holds would not be waited for.
  return (
    <Suspense fallback={input}>
      {isWanted || file !== undefined ? <FileSelect takesFocus={hasFocus} /> : input}
    </Suspense>
  );
}
